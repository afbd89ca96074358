import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { SessionIdInput } from "@/lib/identity/contract";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { ownSessions } from "@/lib/identity/internal/own-sessions";
import type { SelfActor } from "@/lib/identity/second-factor";

/**
 * Ends one of one's own sessions elsewhere, open pages and sockets included. One that has ended already is not an error.
 *
 * @throws AppError NOT_FOUND `identity.no_such_session` for anybody else's.
 */
export async function revokeSession(
  actor: SelfActor,
  { sessionId }: SessionIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const own = await tx.session.count({ where: { id: sessionId, ...ownSessions(actor) } });
    if (own === 0) throw new AppError("NOT_FOUND", "identity.no_such_session");
    const ended = await endSessionsOf(tx, { id: sessionId }, { reason: "revoked", now });
    if (ended === 0) return;
    await recordAudit(tx, actor, {
      action: "session.revoked",
      subjectType: "session",
      subjectId: sessionId,
      accountId: actor.kind === "principal" ? actor.accountId : null,
      now,
    });
  });
}
