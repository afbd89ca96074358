import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { ownSessions } from "@/lib/identity/internal/own-sessions";
import type { SelfActor } from "@/lib/identity/second-factor";

/** Ends all of one's own sessions but this one, open pages and sockets included. Answers how many. */
export async function revokeOtherSessions(
  actor: SelfActor,
  _input: Record<string, never>,
  { now }: At,
): Promise<{ ended: number }> {
  return inTransaction(async (tx) => {
    const others = { ...ownSessions(actor), id: { not: actor.sessionId } };
    const ended = await endSessionsOf(tx, others, { reason: "revoked", now });
    if (ended > 0)
      await recordAudit(tx, actor, {
        action: "session.others_revoked",
        subjectType: "session",
        subjectId: actor.sessionId,
        accountId: actor.kind === "principal" ? actor.accountId : null,
        details: { ended },
        now,
      });
    return { ended };
  });
}
