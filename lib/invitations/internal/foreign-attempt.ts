import type { EmployeeActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { log } from "@/lib/log/logger";

/**
 * Notes that an employee of one channel tried a link of another's (edge-cases §7.1), without its token. It belongs to no
 * account, for neither customer learns of the other by it; a token nobody knows is told in the log alone.
 */
export async function recordForeignAttempt(
  tx: Tx,
  actor: EmployeeActor,
  link: { id: string } | null,
  now: Date,
): Promise<void> {
  log.warn("invitation.refused", { channelId: actor.channelId, isKnown: link !== null });
  if (link === null) return;
  await recordAudit(tx, actor, {
    action: "invitation.foreign_attempt",
    subjectType: "invitation",
    subjectId: link.id,
    accountId: null,
    details: { channelId: actor.channelId },
    now,
  });
}
