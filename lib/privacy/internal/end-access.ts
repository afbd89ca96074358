import { recordAudit } from "@/lib/audit/record-audit";
import type { SystemActor } from "@/lib/actor/actor";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { withdrawPerson } from "@/lib/groups/withdraw-person";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { storage } from "@/lib/storage/storage";
import { changeContact } from "@/lib/tickets/change-contact";

type Ending = { personId: string; actor: SystemActor; now: Date };

/**
 * Ends every way in: who signs in again with the same Feishu account is a new person. The identity goes first: a sign-in
 * under way holds its row, and the session it opens is ended with the others. What says nothing of what was written goes with it.
 */
export async function endSignIn({ personId, now }: Ending): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.feishuIdentity.deleteMany({ where: { personId } });
    await endSessionsOf(tx, { personId }, { reason: "data_deleted", now });
    await tx.session.updateMany({ where: { personId }, data: { userAgent: null } });
    await tx.notificationSettings.deleteMany({ where: { personId } });
    await tx.notificationWindow.deleteMany({ where: { personId } });
    await tx.person.update({ where: { id: personId }, data: { avatarUrl: null, timeZone: null } });
  });
}

/** Gives each open ticket of theirs another contact, one transaction a ticket. */
export async function handTicketsOver({ personId, actor, now }: Ending, alive: () => Promise<void>) {
  const tickets = await prisma().ticket.findMany({
    where: { requesterId: personId, status: { not: "closed" } },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  for (const { id } of tickets) {
    await inTransaction((tx) => changeContact(tx, actor, { ticketId: id, personId, now }));
    await alive();
  }
}

/** Takes them out of each of their groups, one transaction a group. */
export async function leaveGroups({ personId, actor, now }: Ending, alive: () => Promise<void>) {
  const memberships = await prisma().groupMember.findMany({
    where: { personId, leftAt: null },
    select: { groupId: true },
    // Of main, ticket and internal ones the last come last: they are left with their ticket's.
    orderBy: [{ group: { kind: "asc" } }, { groupId: "asc" }],
  });
  for (const { groupId } of memberships) {
    await inTransaction((tx) => withdrawPerson(tx, { groupId, personId, actor, now }));
    await alive();
  }
}

/** What they had begun: their links die, what they asked for is answered. */
export async function endRequests({ personId, actor, now }: Ending): Promise<void> {
  await inTransaction(async (tx) => {
    await revokeLinks(tx, { personId, actor, now });
    await tx.breakGlass.updateMany({
      where: { personId, endedAt: null, endsAt: { gt: now } },
      data: { endedAt: now },
    });
    await tx.joinRequest.updateMany({
      where: { personId, decidedAt: null },
      data: { decidedAt: now, approved: false },
    });
    await tx.mainGroupRequest.updateMany({
      where: { personId, answeredAt: null },
      data: { answeredAt: now },
    });
  });
}

async function revokeLinks(tx: Tx, { personId, actor, now }: Ending): Promise<void> {
  const links = await tx.invitation.updateManyAndReturn({
    where: { inviterId: personId, revokedAt: null, expiresAt: { gt: now } },
    data: { revokedAt: now },
    select: { id: true, groupId: true, accountId: true },
  });
  for (const { id, groupId, accountId } of links)
    await recordAudit(tx, actor, {
      action: "invitation.revoked",
      subjectType: "invitation",
      subjectId: id,
      accountId,
      details: { groupId },
      now,
    });
}

/** Deletes the files they have uploaded and not sent: first the row leads nowhere, then the bytes go, then the row. */
export async function deleteDrafts(personId: string): Promise<void> {
  const drafts = await prisma().attachment.updateManyAndReturn({
    where: { uploaderId: personId, messageId: null },
    data: { mediaType: "" },
    select: { id: true, storageKey: true },
  });
  for (const { id, storageKey } of drafts) {
    await storage().remove(storageKey);
    await prisma().attachment.deleteMany({ where: { id, messageId: null } });
  }
}
