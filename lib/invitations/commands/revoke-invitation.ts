import type { PersonActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { accessInvitation } from "@/lib/invitations/access";
import type { InvitationIdInput } from "@/lib/invitations/contract";

/**
 * Ends a link at once, also for who is on the way in; who came by it stays. Revoking it again changes nothing.
 *
 * @throws AppError NOT_FOUND `invitations.no_such_invitation`; FORBIDDEN `invitations.may_not_revoke`.
 */
export async function revokeInvitation(
  actor: PersonActor,
  { invitationId }: InvitationIdInput,
  { now }: At,
): Promise<void> {
  await inTransaction(async (tx) => {
    const link = await accessInvitation(tx, actor, invitationId);
    if (link.revokedAt !== null) return;
    await tx.invitation.update({
      where: { id: invitationId },
      data: { revokedAt: now, revokedById: actor.personId },
    });
    await recordAudit(tx, actor, {
      action: "invitation.revoked",
      subjectType: "invitation",
      subjectId: invitationId,
      accountId: link.accountId,
      details: { groupId: link.groupId },
      now,
    });
  });
}
