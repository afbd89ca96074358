import type { PersonActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { joinInvited } from "@/lib/groups/join-invited";
import { accessJoinRequest } from "@/lib/invitations/access";
import type { DecideJoinRequestInput } from "@/lib/invitations/contract";

/**
 * Answers somebody who was removed and asks to come back: approved, they are a member again, whatever became of the link
 * they asked by; refused, nothing changes, and opening that link tells them so.
 *
 * @throws AppError NOT_FOUND `invitations.no_such_request`; FORBIDDEN `invitations.may_not_decide`; CONFLICT
 *   `invitations.already_decided`, `invitations.archived`.
 */
export async function decideJoinRequest(
  actor: PersonActor,
  { requestId, approve }: DecideJoinRequestInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { group, personId, decidedAt } = await accessJoinRequest(tx, actor, requestId);
    if (decidedAt !== null) throw new AppError("CONFLICT", "invitations.already_decided");
    if (approve && group.archivedAt !== null) throw new AppError("CONFLICT", "invitations.archived");
    await tx.joinRequest.update({
      where: { id: requestId },
      data: { decidedAt: now, decidedById: actor.personId, approved: approve },
    });
    if (approve) await joinInvited(tx, group, { personId, actorId: actor.personId, now });
    await recordAudit(tx, actor, {
      action: approve ? "join_request.approved" : "join_request.refused",
      subjectType: "join_request",
      subjectId: requestId,
      accountId: group.accountId,
      details: { groupId: group.id, personId },
      now,
    });
  });
}
