import { randomUUID } from "node:crypto";
import type { EmployeeActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { openSession } from "@/lib/identity/open-session";
import { upsertEmployee } from "@/lib/identity/upsert-employee";
import { declareIncident } from "@/lib/incidents/commands/declare-incident";
import { declareIncidentInput } from "@/lib/incidents/contract";
import { createInvitation } from "@/lib/invitations/commands/create-invitation";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { aDraft } from "@/lib/testing/attachment-world";
import { anEmployee, type Customer } from "@/lib/testing/conversation-world";
import { anInvitation, join, remove } from "@/lib/testing/invitation-world";
import { aSupportedCustomer, aTicket, say, type SupportedCustomer } from "@/lib/testing/ticket-world";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { rateTicket } from "@/lib/tickets/commands/rate-ticket";

/** Whatever says who somebody is; nobody else has any of it. */
export type Profile = {
  name: string;
  openId: string;
  unionId: string;
  avatarUrl: string;
  callback: string;
  userAgent: string;
};

/** Profile fields that nobody else can have. */
export function aProfile(): Profile {
  const mark = randomUUID().slice(0, 8);
  return {
    name: `Zébulon Qwix-${mark} (zebulon.${mark}@corp.example)`,
    openId: `ou_open${mark}`,
    unionId: `on_union${mark}`,
    avatarUrl: `https://images.example/avatar-${mark}.png`,
    callback: `+86 199 ${mark}`,
    userAgent: `Browser/${mark}`,
  };
}

/** An employee who came in by the front door, with this profile. */
export async function signedIn({ accountId, channelId }: Customer, profile: Profile): Promise<EmployeeActor> {
  const now = new Date();
  return inTransaction(async (tx) => {
    const { personId } = await upsertEmployee(tx, {
      channelId,
      accountId,
      openId: profile.openId,
      unionId: profile.unionId,
      tenantKey: accountId,
      name: profile.name,
      avatarUrl: profile.avatarUrl,
      locale: "en",
      now,
    });
    await joinMainGroups(tx, { personId, channelId, accountId, now });
    const session = { door: "employee", personId, channelId } as const;
    const { sessionId } = await openSession(tx, session, { now, userAgent: profile.userAgent });
    return { kind: "employee", personId, channelId, accountId, sessionId };
  });
}

const post = (actor: EmployeeActor, groupId: string, body: string, attachmentIds?: string[]) =>
  sendMessage(actor, { groupId, clientId: randomUUID(), body, ...(attachmentIds ? { attachmentIds } : {}) });

/** Somebody who does everything an employee can, in a customer's account where others do, too. */
export async function aBusyPerson() {
  const own = await aSupportedCustomer();
  const profile = aProfile();
  const who = await signedIn(own, profile);
  await writes(own, who);
  const ticket = await aTicket(own, {
    requester: who,
    title: "Orders fail",
    description: "Every second one",
  });
  await calls(ticket, who, profile);
  await moves(own, who, ticket);
  await isTold(own, who);
  return { own, profile, who, ticket };
}

type Ticket = Awaited<ReturnType<typeof aTicket>>;

async function writes(own: SupportedCustomer, who: EmployeeActor): Promise<void> {
  const { mainGroupId, employees, accountId, channelId } = own;
  const file = await aDraft(who, mainGroupId, { name: "log.txt", content: "lines of a log" });
  const { id } = await post(who, mainGroupId, `see <@${employees[1].personId}>`, [file.id]);
  await post(employees[1], mainGroupId, `thanks <@${who.personId}>`);
  await aDraft(who, mainGroupId, { name: "draft.txt", content: "never sent" });
  const createdAt = new Date();
  await prisma().reaction.create({
    data: { messageId: id, personId: who.personId, emoji: "👍", createdAt },
  });
  await prisma().mainGroupRequest.create({
    data: { id: newId(), accountId, channelId, personId: who.personId, requestedAt: createdAt },
  });
  await prisma().notificationSettings.create({
    data: {
      personId: who.personId,
      zone: "Europe/Oslo",
      quietFrom: "22:00",
      quietTo: "07:00",
      updatedAt: createdAt,
    },
  });
}

async function calls(ticket: Ticket, who: EmployeeActor, { callback }: Profile): Promise<void> {
  const form = { ticketId: ticket.id, reason: "data_loss", impact: "All orders", callbackNumber: callback };
  await declareIncident(who, declareIncidentInput.parse(form), { now: new Date() });
}

/** Links made and used, a removal and the wish to come back, a rating. */
async function moves(own: SupportedCustomer, who: EmployeeActor, ticket: Ticket): Promise<void> {
  const now = new Date();
  await createInvitation(who, { groupId: ticket.groupId, maxUses: null }, { now });
  const { token } = await anInvitation(own.employees[0], own.mainGroupId);
  await remove(own.mainGroupId, who);
  await join(who, token);
  const colleague = await anEmployee(own, "Colleague");
  await inTransaction((tx) => joinMainGroups(tx, { ...colleague, now }));
  const { version } = await prisma().ticket.findUniqueOrThrow({ where: { id: ticket.id } });
  await moveTicket(own.engineer, { ticketId: ticket.id, version, status: "resolved" }, { now });
  await rateTicket(who, { ticketId: ticket.id, resolution: 0, score: 4, comment: "quick" }, { now });
}

/** Cards of Feishu about them, sent and on their way. */
async function isTold(
  { accountId, channelId }: SupportedCustomer,
  { personId }: EmployeeActor,
): Promise<void> {
  const createdAt = new Date();
  const card = { accountId, channelId, personId, form: "raw" as const, createdAt };
  await prisma().cardDelivery.createMany({
    data: [
      {
        ...card,
        id: newId(),
        status: "sent",
        finishedAt: createdAt,
        feishuMessageId: `om_${personId}`,
        feishuChatId: `oc_${personId}`,
        cardId: "7001",
        logId: "log-1",
      },
      { ...card, id: newId(), status: "sending", nextAttemptAt: createdAt },
    ],
  });
  await prisma().notificationWindow.upsert({
    where: { personId },
    create: { personId, lastCardAt: createdAt },
    update: {},
  });
}

/** Others write of somebody by name: each place once. Answers where, as findings name it. */
export async function writtenOf(own: SupportedCustomer, words: string): Promise<string[]> {
  const [first, second] = own.employees;
  const said = await post(second, own.mainGroupId, `ask ${words.toUpperCase()} tomorrow`);
  const changed = await post(second, own.mainGroupId, "corrected");
  await prisma().messageRevision.create({
    data: { messageId: changed.id, version: 1, body: `${words} knows`, writtenAt: new Date() },
  });
  const file = await aDraft(first, own.mainGroupId, { name: "notes.txt", content: "notes" });
  await post(first, own.mainGroupId, "a file", [file.id]);
  await prisma().attachment.update({ where: { id: file.id }, data: { name: `${words}.txt` } });
  const ticket = await aTicket(own, { requester: first, title: "Access", description: `for ${words}` });
  await say(
    { id: ticket.id, groupId: ticket.internalGroupId },
    own.engineer,
    `${words} is upset`,
    new Date(),
  );
  const form = { ticketId: ticket.id, reason: "data_loss", impact: `${words} cannot work` };
  const { incidentId } = await declareIncident(first, declareIncidentInput.parse(form), { now: new Date() });
  await prisma().satisfactionRating.create({
    data: {
      ticketId: ticket.id,
      accountId: own.accountId,
      resolution: 0,
      personId: first.personId,
      score: 5,
      comment: `thanks to ${words}`,
      createdAt: new Date(),
    },
  });
  const opening = await prisma().message.findFirstOrThrow({
    where: { groupId: ticket.groupId, body: { contains: words } },
  });
  const note = await prisma().message.findFirstOrThrow({
    where: { groupId: ticket.internalGroupId, body: { contains: words } },
  });
  // The severity was raised with the emergency, for what it affects: as a system line and in the ticket's history.
  const line = await prisma().message.findFirstOrThrow({
    where: { groupId: ticket.groupId, notice: { path: ["data", "reason"], string_contains: words } },
  });
  return [
    `notice ${line.id}`,
    `ticket_event ${ticket.id}`,
    `message ${said.id}`,
    `message ${opening.id}`,
    `message ${note.id}`,
    `message_revision ${changed.id}`,
    `attachment ${file.id}`,
    `ticket ${ticket.id}`,
    `incident ${incidentId}`,
    `incident_join ${incidentId}`,
    `rating ${ticket.id}`,
  ].toSorted();
}
