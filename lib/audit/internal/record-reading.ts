import type { Actor } from "@/lib/actor/actor";
import type { AuditQuestion } from "@/lib/audit/internal/audit-sql";
import { recordAudit } from "@/lib/audit/record-audit";
import { inTransaction } from "@/lib/db/transaction";

type Reading = { act: "searched" | "exported"; question: AuditQuestion | null; now: Date };

/** Records that somebody read the log, and what they looked for: by ids, never by what they typed. */
export async function recordReading(actor: Actor, { act, question, now }: Reading): Promise<void> {
  const own = actor.kind === "principal" ? actor.accountId : null;
  const { accountId = null, actorIds = null, ...rest } = question ?? {};
  const looked = { ...rest, actorId: actorIds?.[0] ?? null, found: question === null ? false : null };
  const details = Object.fromEntries(Object.entries(looked).filter(([, value]) => value !== null));
  await inTransaction((tx) =>
    recordAudit(tx, actor, {
      action: act === "searched" ? "audit.searched" : "audit.exported",
      subjectType: "audit_log",
      subjectId: null,
      accountId: own ?? accountId,
      details,
      now,
    }),
  );
}
