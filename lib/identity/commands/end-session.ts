import type { ConsoleActor, PersonActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";

/** Signs the actor out of this browser: their session ends everywhere at once, open sockets included. */
export async function endSession(
  actor: PersonActor | ConsoleActor,
  _input: Record<string, never>,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await endSessionsOf(tx, { id: actor.sessionId }, { reason: "signed_out", now });
    if (ended === 0) return;
    await recordAudit(tx, actor, {
      action: "session.ended",
      subjectType: "session",
      subjectId: actor.sessionId,
      accountId: actor.kind === "staff" ? null : actor.accountId,
      now,
    });
  });
}
