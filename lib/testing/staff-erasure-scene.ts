import { randomUUID } from "node:crypto";
import type { Actor, StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { createMacro } from "@/lib/desk/commands/create-macro";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { openSession } from "@/lib/identity/open-session";
import { createInvitation } from "@/lib/invitations/commands/create-invitation";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { requestStaffDeletion } from "@/lib/privacy/commands/request-staff-deletion";
import { runDataJob } from "@/lib/privacy/commands/run-data-job";
import { aDraft } from "@/lib/testing/attachment-world";
import { aShift, withSkills } from "@/lib/testing/duty-world";
import { jobOf, system } from "@/lib/testing/privacy-world";
import { enrolled } from "@/lib/testing/second-factor-world";
import {
  aSupportedCustomer,
  aTicket,
  say,
  type SupportedCustomer,
  ticketOf,
} from "@/lib/testing/ticket-world";
import { assignTicket } from "@/lib/tickets/commands/assign-ticket";

/** Whatever says who one of the service team is; nobody else has any of it. */
export type StaffProfile = {
  name: string;
  email: string;
  avatarUrl: string;
  subject: string;
  userAgent: string;
};

function aStaffProfile(): StaffProfile {
  const mark = randomUUID().slice(0, 8);
  return {
    name: `Quentin Zywx-${mark}`,
    email: `quentin.${mark}@vendor.example`,
    avatarUrl: `https://images.example/staff-${mark}.png`,
    subject: `subject-${mark}`,
    userAgent: `Desk/${mark}`,
  };
}

/** Somebody of the service team who does everything an engineer can, among others who do, too. */
export async function aBusyColleague() {
  const own = await aSupportedCustomer();
  const profile = aStaffProfile();
  const who = await hired(profile);
  await withSkills(who, [own.productCode]);
  const now = new Date();
  await aShift(who, { startsAt: new Date(now.getTime() + 3_600_000) });
  await aShift(who);
  const { id, version } = await aTicket(own);
  const assigner: StaffActor = { ...own.tam, roles: ["tam", "duty_lead"] };
  await assignTicket(assigner, { ticketId: id, version, personId: who.personId }, { now });
  const ticket = await ticketOf(id);
  await works(own, who, ticket);
  await keeps(who);
  return { own, profile, who, ticket: await ticketOf(id) };
}

/** With a password, a second factor, an identity at a provider, a picture, and a session in a browser. */
async function hired({ name, email, avatarUrl, subject, userAgent }: StaffProfile): Promise<StaffActor> {
  const now = new Date();
  const { personId } = await createStaff(
    system,
    { email, name, password: "a long enough one", roles: ["engineer", "tam"] },
    { now },
  );
  await prisma().person.update({ where: { id: personId }, data: { avatarUrl, timeZone: "Europe/Oslo" } });
  const account = await prisma().staffAccount.findUniqueOrThrow({ where: { personId } });
  await prisma().oidcIdentity.create({
    data: {
      id: newId(),
      issuer: "https://id.example",
      subject,
      staffAccountId: account.id,
      createdAt: now,
      signedInAt: now,
    },
  });
  const { sessionId } = await inTransaction((tx) =>
    openSession(tx, { door: "staff", personId }, { now, userAgent }),
  );
  const who: StaffActor = { kind: "staff", personId, roles: ["engineer", "tam"], sessionId };
  await enrolled(who, now);
  return who;
}

type Ticket = { id: string; groupId: string; internalGroupId: string };

async function works(own: SupportedCustomer, who: StaffActor, ticket: Ticket): Promise<void> {
  const now = new Date();
  const file = await aDraft(who, ticket.groupId, { name: "trace.txt", content: "lines of a trace" });
  const answer = { groupId: ticket.groupId, clientId: randomUUID(), body: "I look into it" };
  const { id } = await sendMessage(who, { ...answer, attachmentIds: [file.id] });
  await aDraft(who, ticket.groupId, { name: "draft.txt", content: "never sent" });
  await say({ id: ticket.id, groupId: ticket.internalGroupId }, who, "they are in a hurry", now);
  await sendMessage(own.employees[0], {
    ...answer,
    clientId: randomUUID(),
    body: `<@${who.personId}> thanks`,
  });
  await prisma().reaction.create({
    data: { messageId: id, personId: who.personId, emoji: "👍", createdAt: now },
  });
  await createInvitation(who, { groupId: ticket.groupId, maxUses: null }, { now });
}

/** What is theirs alone at the desk. */
async function keeps(who: StaffActor): Promise<void> {
  const now = new Date();
  const { personId } = who;
  const { name } = await prisma().person.findUniqueOrThrow({ where: { id: personId } });
  await prisma().savedView.create({
    data: { id: newId(), personId, name: `${name}'s view`, filter: {}, position: 0, createdAt: now },
  });
  await createMacro(who, { name: "Regards", body: `Kind regards, ${name}`, forTeam: false }, { now });
  await prisma().notificationSettings.create({ data: { personId, updatedAt: now } });
}

/** The service team writes of somebody where no customer's conversation is. Answers where, as findings name it. */
export async function namedByTheTeam(words: string): Promise<string[]> {
  const now = new Date();
  const [macroId, majorIncidentId, updateId, authorId] = [newId(), newId(), newId(), newId()];
  await prisma().macro.create({
    data: {
      id: macroId,
      name: macroId,
      body: `Ask ${words}`,
      createdAt: now,
      updatedAt: now,
      updatedById: authorId,
    },
  });
  await prisma().majorIncident.create({
    data: {
      id: majorIncidentId,
      title: `An outage that ${words} found`,
      openedById: authorId,
      openedAt: now,
    },
  });
  await prisma().majorIncidentUpdate.create({
    data: { id: updateId, majorIncidentId, authorId, body: `${words} works on it`, createdAt: now },
  });
  return [`macro ${macroId}`, `major_incident ${majorIncidentId}`, `major_incident_update ${updateId}`];
}

/** Has the deletion of one of the service team asked for and, by one worker, done. */
export async function eraseColleague(actor: Actor, personId: string, now = new Date()) {
  const { name } = await prisma().person.findUniqueOrThrow({ where: { id: personId } });
  const { jobId } = await requestStaffDeletion(actor, { personId, confirmation: name }, { now });
  await runDataJob(system, { jobId }, { now });
  return jobOf(jobId);
}
