import type { StaffActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { openGlassOf } from "@/lib/desk/internal/open-glass";
import { AppError } from "@/lib/errors/app-error";
import { announceMembership } from "@/lib/events/announce-membership";
import type { GroupIdInput } from "@/lib/groups/contract";

/**
 * Closes a conversation that the actor has open without being in it, before its time: their open pages are cut off at once.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for what they do not have open.
 */
export async function endBreakGlass(
  actor: StaffActor,
  { groupId }: GroupIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const [ended] = await tx.breakGlass.updateManyAndReturn({
      where: { groupId, ...openGlassOf(actor.personId, now) },
      data: { endedAt: now },
      select: { accountId: true },
    });
    if (ended === undefined) throw new AppError("NOT_FOUND", "groups.no_such_group");
    await recordAudit(tx, actor, {
      action: "break_glass.ended",
      subjectType: "group",
      subjectId: groupId,
      accountId: ended.accountId,
      now,
    });
    await announceMembership(tx, groupId, actor.personId);
  });
}
