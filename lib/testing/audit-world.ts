import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { pool } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/transaction";
import { withRequestId } from "@/lib/log/request-context";

type Act = {
  action: string;
  actor: Actor;
  accountId?: string | null;
  subjectType?: string;
  subjectId?: string | null;
  details?: Record<string, string | number | boolean | null>;
  requestId?: string;
  now?: Date;
};

/** Records an act as a command would. */
export async function anAct({
  action,
  actor,
  accountId = null,
  subjectType = "channel",
  subjectId = null,
  details,
  requestId = "request-of-a-test",
  now = new Date(),
}: Act): Promise<void> {
  const entry = { action, subjectType, subjectId, accountId, ...(details ? { details } : {}), now };
  await withRequestId(requestId, () => inTransaction((tx) => recordAudit(tx, actor, entry)));
}

/** Many rows of the log as they would have gathered: of these accounts in turn, one a second, the last at `until`. */
export async function manyActs(
  accountIds: readonly (string | null)[],
  { count, until }: { count: number; until: Date },
): Promise<void> {
  await pool().query(
    `INSERT INTO audit_event
        (id, account_id, actor_kind, actor_id, action, subject_type, subject_id, details, request_id, created_at)
      SELECT gen_random_uuid(), ($1::uuid[])[1 + act % $2], CASE act % 3 WHEN 0 THEN 'principal' ELSE 'staff' END,
        gen_random_uuid(), ($3::text[])[1 + act % 5], 'channel', gen_random_uuid(), '{}', 'request-' || act,
        $4::timestamptz - ($5::int - 1 - act) * interval '1 second'
      FROM generate_series(0, $5::int - 1) AS act`,
    [
      accountIds,
      accountIds.length,
      ["channel.added", "session.opened", "plan.changed", "staff.created", "member.removed"],
      until.toISOString(),
      count,
    ],
  );
}
