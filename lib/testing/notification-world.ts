import { randomUUID } from "node:crypto";
import type { FeishuControl } from "../../e2e/feishu/control-client";
import type { EmployeeActor, StaffActor, StaffRole } from "@/lib/actor/actor";
import { sealSecret } from "@/lib/config/secret-box";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { defaultEscalationChain } from "@/lib/incidents/escalation-chain";
import { aFeishuApp, anAccount, aTeamMember } from "@/lib/testing/channel-world";

export type TestChannel = {
  control: FeishuControl;
  id: string;
  accountId: string;
  planId: string;
  appId: string;
  appSecret: string;
  tenantKey: string;
  engineer: string;
};

/** A channel whose app is in order, in an organization of its own, so that no other test's quota or pace matters. */
export async function aChannel(
  control: FeishuControl,
  { edition = "basic" }: { edition?: "basic" | "paid" } = {},
): Promise<TestChannel> {
  const { accountId, planId } = await anAccount();
  const tenantKey = randomUUID().replaceAll("-", "").slice(0, 16);
  await control.createTenant({ tenantKey, name: "Test organization", edition });
  const app = await aFeishuApp(control, tenantKey);
  const id = newId();
  const sealed = sealSecret(app.appSecret, id);
  await prisma().channel.create({
    data: {
      id,
      accountId,
      planId,
      appId: app.appId,
      secretCiphertext: sealed.ciphertext,
      secretKeyId: sealed.keyId,
      organizationNameTyped: "Test organization",
      organizationName: "Test organization",
      tenantKey,
      displayId: "F1",
      tenantTag: 0,
      edition,
      checks: [],
      checkedAt: new Date(0),
      createdAt: new Date(0),
    },
  });
  const engineer = await aTeamMember("Li Wei");
  return { control, id, accountId, planId, engineer, ...app };
}

/** A group of the channel, with its engineer in it. */
export async function aGroup(channel: TestChannel, name = "Main group"): Promise<string> {
  const id = newId();
  await prisma().group.create({
    data: {
      id,
      accountId: channel.accountId,
      channelId: channel.id,
      planId: channel.planId,
      kind: "ticket",
      name,
      createdAt: new Date(0),
    },
  });
  await join(channel, id, channel.engineer, "service");
  return id;
}

/** Makes a person a member. */
async function join(
  channel: TestChannel,
  groupId: string,
  personId: string,
  side: "customer" | "service" = "customer",
): Promise<void> {
  const { accountId } = channel;
  await prisma().groupMember.create({
    data: {
      groupId,
      accountId,
      personId,
      side,
      customerAccountId: side === "customer" ? accountId : null,
      joinedVia: "added",
      joinedAt: new Date(0),
    },
  });
}

export type TestEmployee = { personId: string; userId: string; openId: string };

/** An employee of the channel's organization who has signed in, and is in these groups. */
export async function anEmployee(
  channel: TestChannel,
  groupIds: string[],
  { name = "Wang Xiaoyu", locale = "zh-CN" } = {},
): Promise<TestEmployee> {
  const userId = `u_${randomUUID().slice(0, 8)}`;
  const { control, tenantKey, appId, accountId } = channel;
  await control.createUser({ userId, tenantKey, name: { zh: name, en: name } });
  const openId = await control.openId(appId, userId);
  const personId = newId();
  await prisma().person.create({
    data: { id: personId, side: "customer", accountId, name, locale, createdAt: new Date(0) },
  });
  await prisma().feishuIdentity.create({
    data: {
      id: newId(),
      channelId: channel.id,
      accountId,
      openId,
      tenantKey,
      personId,
      signedInAt: new Date(0),
      createdAt: new Date(0),
    },
  });
  for (const groupId of groupIds) await join(channel, groupId, personId);
  return { personId, userId, openId };
}

/** This employee, acting in the channel. */
export const actorOf = (
  channel: TestChannel,
  { personId }: Pick<TestEmployee, "personId">,
): EmployeeActor => ({
  kind: "employee",
  personId,
  channelId: channel.id,
  accountId: channel.accountId,
  sessionId: personId,
});

/** The channel's engineer, acting with these roles. */
export const engineerOf = (channel: TestChannel, roles: StaffRole[] = ["engineer"]): StaffActor => ({
  kind: "staff",
  personId: channel.engineer,
  roles,
  sessionId: channel.engineer,
});

/** An engineer with an address, who is in these groups. */
export async function anEngineer(channel: TestChannel, groupIds: string[]) {
  const personId = await aTeamMember("Zhao Min");
  const email = `${randomUUID().slice(0, 8)}@vendor.example`;
  await prisma().staffAccount.create({
    data: {
      id: newId(),
      personId,
      email,
      passwordHash: "none",
      roles: ["engineer"],
      createdAt: new Date(0),
    },
  });
  for (const groupId of groupIds) await join(channel, groupId, personId, "service");
  return { personId, email };
}

/** A message of `senderId` that mentions these persons, as if posted at `at`; rows only, no job wakes for it. */
export async function aMention(
  groupId: string,
  senderId: string,
  personIds: string[],
  { at, body = "please have a look" }: { at: Date; body?: string },
): Promise<{ messageId: string; sequence: bigint }> {
  const messageId = newId();
  const sequence = await prisma().$transaction(async (tx) => {
    const group = await tx.group.update({
      where: { id: groupId },
      data: { sequence: { increment: 1 } },
      select: { sequence: true },
    });
    await tx.message.create({
      data: {
        id: messageId,
        groupId,
        sequence: group.sequence,
        senderId,
        clientId: randomUUID(),
        body,
        createdAt: at,
      },
    });
    await tx.mention.createMany({
      data: personIds.map((personId) => ({
        messageId,
        personId,
        groupId,
        sequence: group.sequence,
        createdAt: at,
      })),
    });
    return group.sequence;
  });
  return { messageId, sequence };
}

/** Everything of the group up to here was read by this person. */
export async function read(groupId: string, personId: string): Promise<void> {
  const { sequence } = await prisma().group.findUniqueOrThrow({ where: { id: groupId } });
  await prisma().groupMember.update({
    where: { groupId_personId: { groupId, personId } },
    data: { readSequence: sequence },
  });
}

/** This person left the group. */
export async function leave(groupId: string, personId: string, leftAt: Date): Promise<void> {
  await prisma().groupMember.update({
    where: { groupId_personId: { groupId, personId } },
    data: { leftAt },
  });
}

/** And is a member again: the same row. */
export async function rejoin(groupId: string, personId: string): Promise<void> {
  await prisma().groupMember.update({
    where: { groupId_personId: { groupId, personId } },
    data: { leftAt: null },
  });
}

/** Whether this person is a member now. */
export async function isPresent(groupId: string, personId: string): Promise<boolean> {
  const where = { groupId_personId: { groupId, personId } };
  return (await prisma().groupMember.findUniqueOrThrow({ where })).leftAt === null;
}

/** What became of a person's mentions, the oldest first, as `outcome` or `outcome:reason`. */
export async function outcomesOf(personId: string): Promise<(string | null)[]> {
  const mentions = await prisma().mention.findMany({
    where: { personId },
    orderBy: [{ createdAt: "asc" }, { groupId: "asc" }, { sequence: "asc" }],
  });
  return mentions.map(({ outcome, outcomeReason }) =>
    outcomeReason === null ? outcome : `${outcome}:${outcomeReason}`,
  );
}

/** The cards of a person as our rows have them, the oldest first. */
export async function deliveriesOf(personId: string) {
  return prisma().cardDelivery.findMany({ where: { personId }, orderBy: { createdAt: "asc" } });
}

type Declared = { declarerId: string; at: Date };

/** An emergency of a ticket whose group this is. */
export async function anIncident(
  channel: TestChannel,
  groupId: string,
  { declarerId, at }: Declared,
): Promise<string> {
  const { accountId, id: channelId, planId } = channel;
  const [ticketId, incidentId] = [newId(), newId()];
  await prisma().ticket.create({
    data: {
      id: ticketId,
      accountId,
      channelId,
      planId,
      groupId,
      requesterId: declarerId,
      mainGroupId: await aGroup(channel),
      internalGroupId: await aGroup(channel),
      clientId: randomUUID(),
      contentHash: "none",
      productCode: "other",
      severity: "s1",
      status: "new",
      title: "Orders fail",
      description: "x",
      version: 1,
      createdAt: at,
      updatedAt: at,
    },
  });
  await prisma().incident.create({
    data: {
      id: incidentId,
      ticketId,
      accountId,
      status: "declared",
      reason: "data_loss",
      impact: "All orders <b>fail</b>",
      declaredById: declarerId,
      declaredAt: at,
      chain: defaultEscalationChain,
      version: 1,
    },
  });
  await prisma().incidentEvent.create({
    data: { incidentId, version: 1, type: "declared", data: {}, createdAt: at },
  });
  return incidentId;
}
