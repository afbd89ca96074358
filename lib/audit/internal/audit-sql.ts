import type { AuditFilter } from "@/lib/audit/contract";
import type { AuditScope } from "@/lib/audit/policy";

/** A statement and its values. */
export type Statement = { text: string; values: unknown[] };

/** Where a page ended: the last event's instant and id. */
export type Position = { at: number; id: string };

/** An event as its row has it. */
export type AuditRow = {
  id: string;
  accountId: string | null;
  actorKind: string;
  actorId: string | null;
  assumedRoleId: string | null;
  action: string;
  subjectType: string;
  subjectId: string | null;
  details: Record<string, unknown>;
  requestId: string | null;
  createdAt: Date;
};

/** A filter whose names are ids. */
export type AuditQuestion = Pick<AuditFilter, "action" | "requestId" | "from" | "to"> & {
  accountId: string | null;
  /** Null: whoever. */
  actorIds: readonly string[] | null;
  subjectId: string | null;
};

const columns = `e.id, e.account_id AS "accountId", e.actor_kind AS "actorKind", e.actor_id AS "actorId",
  e.assumed_role_id AS "assumedRoleId", e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId",
  e.details, e.request_id AS "requestId", e.created_at AS "createdAt"`;

type Add = (value: unknown) => string;

/** Account, period and position: ranges of an index. */
function rangesSql(scope: AuditScope, question: AuditQuestion, after: Position | null, add: Add): string[] {
  const { from, to } = question;
  const accounts = [scope.accountId, question.accountId].filter((id) => id !== null);
  return [
    ...accounts.map((id) => `account_id = ${add(id)}::uuid`),
    ...(from === null ? [] : [`created_at >= ${add(from)}::timestamptz`]),
    ...(to === null ? [] : [`created_at < ${add(to)}::timestamptz`]),
    ...(after === null
      ? []
      : [
          `(created_at, id) < (${add(new Date(after.at).toISOString())}::timestamptz, ${add(after.id)}::uuid)`,
        ]),
  ];
}

function scopeSql({ nouns, withPrincipals }: AuditScope, add: Add): string[] {
  if (nouns === null) return [];
  const about = `split_part(e.action, '.', 1) = ANY (${add(nouns)}::text[])`;
  return [withPrincipals ? `(e.actor_kind = 'principal' OR ${about})` : about];
}

/** What is looked for along the index. */
function foundSql({ action, actorIds, subjectId, requestId }: AuditQuestion, add: Add): string[] {
  const found: string[] = [];
  if (action !== null)
    found.push(action.endsWith(".") ? `starts_with(e.action, ${add(action)})` : `e.action = ${add(action)}`);
  if (actorIds !== null) {
    const ids = add(actorIds);
    found.push(`(e.actor_id = ANY (${ids}::uuid[]) OR e.assumed_role_id = ANY (${ids}::uuid[]))`);
  }
  if (subjectId !== null) found.push(`e.subject_id = ${add(subjectId)}::uuid`);
  if (requestId !== null) found.push(`e.request_id = ${add(requestId)}`);
  return found;
}

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;

/**
 * The events of a question that lie in a scope, the newest first. OFFSET 0 keeps the planner from taking a rare value as a
 * reason to read the whole table and sort it: rows lie in the order they were added, so walking the index reads them
 * in passing.
 */
export function auditSql(
  scope: AuditScope,
  question: AuditQuestion,
  after: Position | null,
  limit: number,
): Statement {
  const values: unknown[] = [];
  const add: Add = (value) => `$${values.push(value)}`;
  const ranges = where(rangesSql(scope, question, after, add));
  const found = where([...scopeSql(scope, add), ...foundSql(question, add)]);
  const text = `SELECT ${columns} FROM (
    SELECT * FROM audit_event ${ranges} ORDER BY created_at DESC, id DESC OFFSET 0
  ) AS e ${found} ORDER BY e.created_at DESC, e.id DESC LIMIT ${add(limit)}`;
  return { text, values };
}
