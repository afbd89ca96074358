/** Where a page of customers ended. */
export type CustomerPosition = { rank: number; name: string; id: string };

/** Whom an actor serves, as `servicePolicy.see` has it. $1 whether all, $2 person. */
const served = `($1 OR EXISTS (SELECT FROM support_plan p WHERE p.account_id = a.id AND $2::uuid IN (p.tam_id, p.deputy_id)))`;

const found = (column: string): string => `position(lower($3) IN lower(${column})) > 0`;

/**
 * The customers an actor serves: first those who ask for a main group, then those with a channel that lacks one, each by
 * name. $1 whether all, $2 person, $3 text or '', $4–$6 where the page before ended or null, $7 how many.
 */
export const customerListSql = `
  SELECT id, name, rank FROM (
    SELECT a.id, a.name,
      CASE
        WHEN EXISTS (
          SELECT FROM channel c JOIN main_group_request r ON r.channel_id = c.id AND r.answered_at IS NULL WHERE c.account_id = a.id) THEN 0
        WHEN EXISTS (
          SELECT FROM channel c WHERE c.account_id = a.id AND c.status = 'active'
            AND NOT EXISTS (SELECT FROM "group" g WHERE g.channel_id = c.id AND g.kind = 'main')) THEN 1
        ELSE 2
      END AS rank
    FROM account a
    WHERE ${served} AND ($3 = '' OR ${found("a.name")} OR ${found("a.alias")} OR EXISTS (
      SELECT FROM channel c WHERE c.account_id = a.id AND (${found("c.organization_name")} OR ${found("c.organization_name_typed")})))
  ) AS customer
  WHERE $4::int IS NULL OR (rank, name, id) > ($4::int, $5::text, $6::uuid)
  ORDER BY rank, name, id LIMIT $7`;

/** How many requests an actor may answer, as `servicePolicy.bindMainGroup` has it. $1 whether all, $2 person. */
export const openRequestCountSql = `
  SELECT count(*)::int AS count
  FROM main_group_request r
  JOIN channel c ON c.id = r.channel_id
  JOIN support_plan p ON p.id = c.plan_id
  WHERE r.answered_at IS NULL AND ($1 OR $2::uuid IN (p.tam_id, p.deputy_id))`;
