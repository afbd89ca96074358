import type { PersonActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { lockGroup } from "@/lib/events/record-event";
import { accessGroup } from "@/lib/groups/access";
import {
  type CreatedInvitationView,
  type CreateInvitationInput,
  invitationPath,
  LIVE_LINKS_LIMIT,
} from "@/lib/invitations/contract";
import { newToken } from "@/lib/invitations/internal/token";
import { invitationPolicy } from "@/lib/invitations/policy";

/**
 * Makes a link into a group, valid for 24 hours (manual, "Add person"); for staff who lead the service team it is the TAM's
 * joining link. The answer is the only place where the token ever is.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger; CONFLICT `invitations.archived`; FORBIDDEN
 *   `invitations.may_not_invite`; RATE_LIMITED `invitations.too_many_links` beyond 20 live ones of one person in one group.
 */
export async function createInvitation(
  actor: PersonActor,
  { groupId, maxUses }: CreateInvitationInput,
  { now }: At,
): Promise<CreatedInvitationView> {
  const { token, hash } = newToken();
  const expiresAt = new Date(now.getTime() + durations.invitation);
  const appId = await inTransaction(async (tx) => {
    await lockGroup(tx, groupId);
    const group = await accessGroup(tx, actor, groupId, "takePart");
    if (group.archivedAt !== null) throw new AppError("CONFLICT", "invitations.archived");
    if (!invitationPolicy.invite(actor, group)) throw new AppError("FORBIDDEN", "invitations.may_not_invite");
    await refuseTooMany(tx, groupId, actor.personId, now);
    const { accountId } = group;
    const id = newId();
    await tx.invitation.create({
      data: {
        id,
        accountId,
        groupId,
        inviterId: actor.personId,
        tokenHash: hash,
        maxUses,
        createdAt: now,
        expiresAt,
      },
    });
    await recordAudit(tx, actor, {
      action: "invitation.created",
      subjectType: "invitation",
      subjectId: id,
      accountId,
      details: { groupId, maxUses },
      now,
    });
    const channel = await tx.channel.findUniqueOrThrow({
      where: { id: group.channelId },
      select: { appId: true },
    });
    return channel.appId;
  });
  return {
    url: `${environment().APP_URL}${invitationPath(appId, { token })}`,
    expiresAt: expiresAt.toISOString(),
  };
}

async function refuseTooMany(tx: Tx, groupId: string, inviterId: string, now: Date): Promise<void> {
  const running = await tx.invitation.findMany({
    where: { groupId, inviterId, revokedAt: null, expiresAt: { gt: now } },
    select: { maxUses: true, _count: { select: { uses: true } } },
  });
  const live = running.filter(({ maxUses, _count }) => maxUses === null || _count.uses < maxUses);
  if (live.length >= LIVE_LINKS_LIMIT)
    throw new AppError("RATE_LIMITED", "invitations.too_many_links", {
      details: { limit: LIVE_LINKS_LIMIT },
    });
}
