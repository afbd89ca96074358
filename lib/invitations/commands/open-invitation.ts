import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import type { InvitationTokenInput, OpenedInvitationView } from "@/lib/invitations/contract";
import { recordForeignAttempt } from "@/lib/invitations/internal/foreign-attempt";
import { judgeLink } from "@/lib/invitations/internal/judge-link";
import { findLinkByToken } from "@/lib/invitations/internal/link";
import { begunAtOf, stampOf } from "@/lib/invitations/internal/stamp";

/**
 * What an employee finds who opens a link. Uses nothing up and changes nothing, for previews and impatient fingers open
 * links too; only an attempt at another channel's link is put on record.
 */
export async function openInvitation(
  actor: EmployeeActor,
  { token, stamp }: InvitationTokenInput,
  { now }: At,
): Promise<OpenedInvitationView> {
  const link = await findLinkByToken(prisma(), token);
  if (link === null || link.group.channelId !== actor.channelId) {
    await inTransaction((tx) => recordForeignAttempt(tx, actor, link, now));
    return { state: "not_valid" };
  }
  const begunAt = begunAtOf(stamp, link.tokenHash, now);
  const judgement = await judgeLink(prisma(), actor, link, { begunAt, now });
  if (judgement === "member") return { state: "member", groupId: link.groupId };
  if (judgement !== "join" && judgement !== "ask") return { state: judgement };
  return { state: "open", stamp: begunAt === null ? stampOf(link.tokenHash, now) : stamp };
}
