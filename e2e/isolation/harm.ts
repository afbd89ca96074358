import { prisma } from "@/lib/db/prisma";
import type { Scene } from "./scene";

/** Everything of A that an intruder might change; people who signed in or out for probing aside. */
export async function stateOfA({ a }: Scene) {
  const { accountId, channelId, groupId } = a;
  const sessions = [a.employees[0], a.tam, a.principal].map((actor) => actor?.sessionId ?? "");
  return {
    channel: await prisma().channel.findUniqueOrThrow({ where: { id: channelId } }),
    channels: await prisma().channel.count({ where: { accountId } }),
    members: await prisma().groupMember.findMany({ where: { groupId }, orderBy: { personId: "asc" } }),
    people: await prisma().feishuIdentity.count({ where: { channelId } }),
    grants: await prisma().roleGrant.count({ where: { accountId } }),
    ended: await prisma().session.count({ where: { id: { in: sessions }, revokedAt: { not: null } } }),
    senders: await prisma().message.groupBy({
      by: ["senderId"],
      where: { groupId },
      orderBy: { senderId: "asc" },
    }),
  };
}
