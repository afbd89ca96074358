import type { EmployeeActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { lockGroup } from "@/lib/events/record-event";
import { joinInvited } from "@/lib/groups/join-invited";
import { lockInvitation } from "@/lib/invitations/access";
import type { InvitationTokenInput, JoinedView, LinkProblem } from "@/lib/invitations/contract";
import { askToReturn } from "@/lib/invitations/internal/ask-to-return";
import { recordForeignAttempt } from "@/lib/invitations/internal/foreign-attempt";
import { inLine } from "@/lib/invitations/internal/in-line";
import { judgeLink } from "@/lib/invitations/internal/judge-link";
import { findLink, findTarget, type Link } from "@/lib/invitations/internal/link";
import { begunAtOf } from "@/lib/invitations/internal/stamp";

type Settled = JoinedView | { problem: LinkProblem };

/**
 * Joins the group of a link. The token is checked here, at the joining, by the server's clock; one that ended within the
 * last ten minutes still joins when the stamp shows that its bearer had begun in time. A member uses nothing up, who left
 * comes back, and who was removed waits until the group's owners answer. A ticket's link opens that ticket's group alone.
 *
 * @throws AppError NOT_FOUND `invitations.not_valid` for a token nobody knows, and just so for one of another channel;
 *   CONFLICT `invitations.expired`, `invitations.revoked` (also when the inviter lost the right to invite),
 *   `invitations.used_up`, `invitations.archived`, `invitations.refused` after a request that was refused.
 */
export async function joinByInvitation(
  actor: EmployeeActor,
  { token, stamp }: InvitationTokenInput,
  { now }: At,
): Promise<JoinedView> {
  const named = await findTarget(prisma(), token);
  if (named === null || named.group.channelId !== actor.channelId) {
    await inTransaction((tx) => recordForeignAttempt(tx, actor, named, now));
    throw new AppError("NOT_FOUND", "invitations.not_valid");
  }
  const { id, groupId } = named;
  const settled = await inLine(groupId, () =>
    inTransaction(async (tx): Promise<Settled> => {
      await lockGroup(tx, groupId);
      await lockInvitation(tx, id);
      const link = await findLink(tx, id);
      return link === null ? { problem: "revoked" } : settle(tx, actor, link, { stamp, now });
    }),
  );
  if (!("problem" in settled)) return settled;
  throw new AppError("CONFLICT", `invitations.${settled.problem}`);
}

async function settle(
  tx: Tx,
  actor: EmployeeActor,
  link: Link,
  { stamp, now }: { stamp: string; now: Date },
): Promise<Settled> {
  const begunAt = begunAtOf(stamp, link.tokenHash, now);
  const judgement = await judgeLink(tx, actor, link, { begunAt, now });
  if (judgement === "member") return { outcome: "already_member", groupId: link.groupId };
  if (judgement === "waiting") return { outcome: "waiting" };
  if (judgement === "ask") {
    await askToReturn(tx, actor, link, now);
    return { outcome: "waiting" };
  }
  if (judgement !== "join") return { problem: judgement };
  await join(tx, actor, link, now);
  return { outcome: "joined", groupId: link.groupId };
}

async function join(tx: Tx, actor: EmployeeActor, link: Link, now: Date): Promise<void> {
  const { personId } = actor;
  const { id: invitationId, groupId, accountId } = link;
  await joinInvited(tx, { id: groupId, accountId }, { personId, actorId: personId, now });
  // Who comes a second time by the same link, having left in between, is on its list already.
  const use = { invitationId, groupId, personId, usedAt: now };
  await tx.invitationUse.createMany({ data: use, skipDuplicates: true });
  await recordAudit(tx, actor, {
    action: "invitation.used",
    subjectType: "invitation",
    subjectId: invitationId,
    accountId,
    details: { groupId },
    now,
  });
}
