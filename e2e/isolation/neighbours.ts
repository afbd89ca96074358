import { randomBytes } from "node:crypto";
import { program } from "@/admin/program";
import type { ConsoleActor, EmployeeActor, StaffActor, StaffRole } from "@/lib/actor/actor";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { currentTime } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { joinGroup } from "@/lib/groups/join-group";
import { openSession } from "@/lib/identity/open-session";
import { authorized } from "@/lib/testing/feishu-sign-in";
import { createTicket } from "@/lib/tickets/commands/create-ticket";
import { takeTicket } from "@/lib/tickets/commands/take-ticket";
import { createTicketInput } from "@/lib/tickets/contract";
import type { FeishuControl } from "../feishu/control-client";
import type { LocalFeishu } from "../feishu/server";
import { newCredentials } from "../world/customer";

type Feishu = LocalFeishu & { control: FeishuControl };

/** What of a customer its neighbours are put beside. */
type Tenant = {
  accountId: string;
  groupId: string;
  ticket: { groupId: string };
  employees: readonly EmployeeActor[];
  principal: ConsoleActor;
  customer: { tenantKey: string; organizationName: string };
};

/** People who stand near what is A's, each with another right that ends before it. */
export type Neighbours = {
  dutyLead: StaffActor;
  manager: StaffActor;
  auditor: StaffActor;
  /** A TAM who had A's groups open by break-glass until a moment ago. */
  formerReader: StaffActor;
  /** Works on another ticket of A's, and is in that group alone. */
  engineerOfOtherTicket: StaffActor;
  /** Is in the main group of A's other channel alone. */
  engineerOfOtherChannel: StaffActor;
  employeeOfOtherChannel: EmployeeActor;
  otherAppId: string;
};

/** Somebody of the service team with one role, in no group. */
export async function aColleague(role: StaffRole): Promise<StaffActor> {
  const email = `${role}-${randomBytes(4).toString("hex")}@vendor.example`;
  const args = ["create-staff", "--email", email, "--name", role, "--role", role, "--password", newId()];
  await program({ start: () => undefined }).parseAsync(args, { from: "user" });
  const { personId, roles } = await prisma().staffAccount.findUniqueOrThrow({ where: { email } });
  const now = currentTime();
  const { sessionId } = await inTransaction((tx) => openSession(tx, { door: "staff", personId }, { now }));
  return { kind: "staff", personId, roles, sessionId };
}

/** Puts them beside A; what is theirs is made by the product's own commands where there are any. */
export async function neighboursOf(a: Tenant, feishu: Feishu): Promise<Neighbours> {
  const other = await anotherChannel(a, feishu);
  return {
    dutyLead: await aColleague("duty_lead"),
    manager: await aColleague("manager"),
    auditor: await aColleague("auditor"),
    formerReader: await aFormerReader(a),
    engineerOfOtherTicket: await anEngineerOfAnotherTicket(a),
    ...other,
  };
}

async function aFormerReader({ accountId, groupId, ticket }: Tenant): Promise<StaffActor> {
  const tam = await aColleague("tam");
  const endsAt = new Date(currentTime().getTime() - 1);
  const startedAt = new Date(endsAt.getTime() - 60 * 60_000);
  const opening = { accountId, personId: tam.personId, reason: "was opened before", startedAt, endsAt };
  await prisma().breakGlass.createMany({
    data: [groupId, ticket.groupId].map((id) => ({ ...opening, id: newId(), groupId: id })),
  });
  return tam;
}

async function anEngineerOfAnotherTicket({ groupId, employees }: Tenant): Promise<StaffActor> {
  const engineer = await aColleague("engineer");
  const [requester] = employees;
  if (requester === undefined) throw new Error("A has an employee");
  const words = { title: "Another matter", description: "Nothing of the first" };
  const form = { groupId, clientId: newId(), productCode: "other", severity: "s4", ...words };
  const now = currentTime();
  const { id } = await createTicket(requester, createTicketInput.parse(form), { now });
  const { version } = await prisma().ticket.findUniqueOrThrow({ where: { id } });
  await takeTicket(engineer, { ticketId: id, version }, { now });
  return engineer;
}

async function anotherChannel(a: Tenant, feishu: Feishu) {
  const { tenantKey, organizationName } = a.customer;
  const app = newCredentials();
  const mark = randomBytes(4).toString("hex");
  const userId = `other${mark}`;
  const [name, person] = [`Second ${mark}`, `Somebody ${mark}`];
  await feishu.control.createUser({ userId, tenantKey, name: { zh: person, en: person } });
  await feishu.control.createApp({ ...app, tenantKey, name: { zh: name, en: name }, ownerUserId: userId });
  await addChannel(a.principal, { organizationName, ...app }, { now: currentTime() });
  const code = await authorized(feishu, app.appId, userId);
  const signedIn = await signInEmployee(code, { now: currentTime() });
  const channel = await prisma().channel.findUniqueOrThrow({ where: { appId: app.appId } });
  const group = await prisma().group.findFirstOrThrow({ where: { channelId: channel.id, kind: "main" } });
  const engineer = await aColleague("engineer");
  await inTransaction(async (tx) => {
    await lockGroup(tx, group.id);
    const joining = { role: "member", actorId: null, now: currentTime() } as const;
    await joinGroup(tx, group, { id: engineer.personId, side: "service" }, joining);
  });
  return {
    engineerOfOtherChannel: engineer,
    employeeOfOtherChannel: { kind: "employee", ...signedIn } as const,
    otherAppId: app.appId,
  };
}
