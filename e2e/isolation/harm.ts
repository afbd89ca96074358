import { prisma } from "@/lib/db/prisma";
import { exportOfA, findingOfA } from "./planted-data";
import type { Scene } from "./scene";

/** Everything of A that an intruder might change; what those whose it is do to show that it can be done aside. */
export async function stateOfA(scene: Scene) {
  const { a } = scene;
  // There before anybody asks for them, so that what appears later is somebody's doing.
  await exportOfA(scene);
  await findingOfA(scene);
  const { accountId, channelId, groupId } = a;
  const sessions = [a.employees[0], a.tam, a.principal].map((actor) => actor?.sessionId ?? "");
  const insiders = [a.employees[0], a.tam].map((actor) => actor?.personId ?? "");
  return {
    channel: await prisma().channel.findUniqueOrThrow({ where: { id: channelId } }),
    channels: await prisma().channel.count({ where: { accountId } }),
    members: await prisma().groupMember.findMany({ where: { groupId }, orderBy: { personId: "asc" } }),
    people: await prisma().feishuIdentity.count({ where: { channelId } }),
    principals: await prisma().principal.findMany({ where: { accountId }, orderBy: { id: "asc" } }),
    grants: await prisma().roleGrant.count({ where: { accountId } }),
    ended: await prisma().session.count({ where: { id: { in: sessions }, revokedAt: { not: null } } }),
    files: await prisma().attachment.findMany({
      where: { accountId, NOT: { messageId: null, uploaderId: { in: insiders } } },
      orderBy: { id: "asc" },
    }),
    tickets: await prisma().ticket.findMany({
      where: { accountId },
      select: { id: true, version: true, status: true, severity: true, assigneeId: true },
      orderBy: { id: "asc" },
    }),
    incidents: await prisma().incident.findMany({ where: { accountId }, orderBy: { id: "asc" } }),
    majors: await prisma().majorIncident.findMany({
      where: { incidents: { some: { accountId } } },
      include: { updates: { orderBy: { id: "asc" } } },
    }),
    pages: await prisma().page.findMany({
      where: { incident: { accountId } },
      select: { id: true, status: true, seenAt: true },
      orderBy: { id: "asc" },
    }),
    links: await prisma().invitation.findMany({
      where: { accountId },
      include: { uses: true, joinRequests: true },
      orderBy: { id: "asc" },
    }),
    account: await prisma().account.findUniqueOrThrow({ where: { id: accountId } }),
    data: await prisma().dataJob.findMany({
      where: { OR: [{ accountId }, { staffAccount: { personId: a.tam.personId } }] },
      include: { findings: { orderBy: { subjectId: "asc" } } },
      orderBy: { id: "asc" },
    }),
    tam: await prisma().person.findUniqueOrThrow({
      where: { id: a.tam.personId },
      include: { staffAccount: true },
    }),
    macros: await prisma().macro.findMany({ where: { ownerId: a.tam.personId } }),
    reminders: await prisma().reminder.count({ where: { ticket: { accountId } } }),
    changed: await prisma().message.findMany({
      where: {
        groupId,
        OR: [{ version: { gt: 1 } }, { recalledAt: { not: null } }, { reactions: { some: {} } }],
      },
      select: { id: true, version: true },
    }),
    senders: await prisma().message.groupBy({
      by: ["senderId"],
      where: { groupId },
      orderBy: { senderId: "asc" },
    }),
  };
}
