import { Prisma } from "@/lib/db/generated/client";
import { DEFAULT_CAPACITY, type DutyKind } from "@/lib/duty/contract";

type Whom = { kind: DutyKind; productCodes: readonly string[] | null };

/** Those whose account is enabled and, if products are named, who are skilled in one of them. */
const whom = ({ kind, productCodes }: Whom) => Prisma.sql`
  FROM shift s
  JOIN staff_account a ON a.person_id = s.person_id AND a.disabled_at IS NULL
  LEFT JOIN staff_duty d ON d.person_id = s.person_id
  WHERE s.kind = ${kind}::duty_kind
    AND (${productCodes}::text[] IS NULL OR EXISTS (
      SELECT FROM engineer_skill k WHERE k.person_id = s.person_id AND k.product_code = ANY (${productCodes}::text[])))`;

/**
 * Who is on a shift at `now` and not on leave, the least loaded first; of equals whose open tickets changed the
 * longest ago, who has none first, then by id: only what is open is read, for the caller holds locks. At or over capacity comes last.
 */
export const onDutySql = (which: Whom, now: Date) => Prisma.sql`
  SELECT c.person_id AS "personId", o.tickets AS "openTickets", c.capacity
  FROM (
    SELECT DISTINCT s.person_id, coalesce(d.capacity, ${DEFAULT_CAPACITY}) AS capacity
    ${whom(which)}
      AND s.starts_at <= ${now} AND s.ends_at > ${now}
      AND (d.away_since IS NULL OR d.away_since > ${now} OR d.away_until <= ${now})) c
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS tickets, max(t.updated_at) AS at
    FROM ticket t WHERE t.assignee_id = c.person_id AND t.status NOT IN ('resolved', 'closed')) o
  ORDER BY o.tickets >= c.capacity, o.tickets::numeric / nullif(c.capacity, 0) NULLS LAST,
    o.at NULLS FIRST, c.person_id`;

/** The first instant after `now` at which a shift begins with its person present, or its person is back from leave during it. */
export const nextShiftSql = (which: Whom, now: Date) => Prisma.sql`
  SELECT min(begins.at) AS at
  FROM (
    SELECT s.starts_at, s.ends_at, d.away_since, d.away_until
    ${whom(which)}
      AND s.ends_at > ${now}) s
  CROSS JOIN LATERAL (VALUES
    (CASE WHEN s.away_since IS NULL OR s.away_since > s.starts_at OR s.away_until <= s.starts_at THEN s.starts_at END),
    (CASE WHEN s.away_until > s.starts_at AND s.away_until < s.ends_at THEN s.away_until END)) AS begins(at)
  WHERE begins.at > ${now}`;
