import type { Actor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { AppError, isAppError } from "@/lib/errors/app-error";
import { lockGroup } from "@/lib/events/record-event";
import { accessGroup } from "@/lib/groups/access";
import { findLink } from "@/lib/invitations/internal/link";
import { invitationPolicy } from "@/lib/invitations/policy";

/** To who may not read a group, its links and requests do not exist. */
function asUnknown(reason: string): (thrown: unknown) => never {
  return (thrown) => {
    if (isAppError(thrown) && thrown.code === "NOT_FOUND") throw new AppError("NOT_FOUND", reason);
    throw thrown;
  };
}

/**
 * The link with this id, its group's log locked and the link after it, once `actor` is shown to be allowed to revoke it.
 *
 * @throws AppError NOT_FOUND `invitations.no_such_invitation` for who is not in its group; FORBIDDEN
 *   `invitations.may_not_revoke`.
 */
export async function accessInvitation(tx: Tx, actor: Actor, invitationId: string) {
  const named = await tx.invitation.findUnique({ where: { id: invitationId }, select: { groupId: true } });
  if (named === null) throw new AppError("NOT_FOUND", "invitations.no_such_invitation");
  await lockGroup(tx, named.groupId);
  const group = await accessGroup(tx, actor, named.groupId, "takePart").catch(
    asUnknown("invitations.no_such_invitation"),
  );
  await lockInvitation(tx, invitationId);
  const link = await findLink(tx, invitationId);
  if (link === null) throw new AppError("NOT_FOUND", "invitations.no_such_invitation");
  const made = { ...group, inviterId: link.inviterId, inviterSide: link.inviter.side };
  if (!invitationPolicy.revoke(actor, made)) throw new AppError("FORBIDDEN", "invitations.may_not_revoke");
  return link;
}

/** Takes a link's row, after its group's: whoever joins by it and whoever revokes it come one after the other. */
export async function lockInvitation(tx: Tx, invitationId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM invitation WHERE id = ${invitationId}::uuid FOR UPDATE`;
}

/**
 * The request with this id and its group, whose log is locked, once `actor` is shown to be allowed to decide it.
 *
 * @throws AppError NOT_FOUND `invitations.no_such_request` for who is not in its group; FORBIDDEN
 *   `invitations.may_not_decide`.
 */
export async function accessJoinRequest(tx: Tx, actor: Actor, requestId: string) {
  const named = await tx.joinRequest.findUnique({ where: { id: requestId }, select: { groupId: true } });
  if (named === null) throw new AppError("NOT_FOUND", "invitations.no_such_request");
  await lockGroup(tx, named.groupId);
  const group = await accessGroup(tx, actor, named.groupId, "takePart").catch(
    asUnknown("invitations.no_such_request"),
  );
  if (!invitationPolicy.decide(actor, group)) throw new AppError("FORBIDDEN", "invitations.may_not_decide");
  const { personId, decidedAt } = await tx.joinRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: { personId: true, decidedAt: true },
  });
  return { group, personId, decidedAt };
}
