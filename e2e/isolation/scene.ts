import { randomBytes } from "node:crypto";
import { program } from "@/admin/program";
import type { ConsoleActor, EmployeeActor, PersonActor, StaffActor } from "@/lib/actor/actor";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { currentTime } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { declareIncident } from "@/lib/incidents/commands/declare-incident";
import { openMajorIncident } from "@/lib/incidents/commands/open-major-incident";
import { postMajorUpdate } from "@/lib/incidents/commands/post-major-update";
import { declareIncidentInput } from "@/lib/incidents/contract";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { uploadAttachment } from "@/lib/messages/commands/upload-attachment";
import type { AttachmentView } from "@/lib/messages/contract";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { openSession } from "@/lib/identity/open-session";
import { createTicket } from "@/lib/tickets/commands/create-ticket";
import { takeTicket } from "@/lib/tickets/commands/take-ticket";
import { createTicketInput } from "@/lib/tickets/contract";
import { authorized } from "@/lib/testing/feishu-sign-in";
import { FeishuControl } from "../feishu/control-client";
import { startLocalFeishu, type LocalFeishu } from "../feishu/server";
import { makeCustomer, type Customer } from "../world/customer";
import { freePort } from "../world/free-port";
import { anInvitation, type Invitation } from "./invitation";
import { aColleague, neighboursOf, type Neighbours } from "./neighbours";
import { serviceOwn, type ServiceOwn } from "./service-own";
import { aConversation } from "./scene-conversation";

/** A customer with everything of theirs that others must not reach. */
export type Tenant = {
  customer: Customer;
  accountId: string;
  channelId: string;
  planId: string;
  groupId: string;
  messageIds: string[];
  /** A file of the first message's author, part of a message. */
  file: AttachmentView;
  /** The first employee's, on which the TAM works. */
  ticket: { id: string; groupId: string; title: string };
  /** The emergency of that ticket, which runs. */
  incident: { id: string; impact: string };
  /** What the service team has for itself. */
  own: ServiceOwn;
  /** The TAM's joining link, by which the removed one asks to come back. */
  invitation: Invitation;
  /** The first of them owns the group; the last was removed from it. */
  employees: EmployeeActor[];
  tam: StaffActor;
  principal: ConsoleActor;
  roleId: string;
  /** Whatever tells that somebody saw something of this customer. */
  marks: string[];
  /** Of the marks, what is on record about the customer, besides what is said and done in conversations. */
  facts: string[];
};

/** Two customers side by side, and people of the service team who belong to neither. */
export type Scene = {
  appUrl: string;
  feishu: LocalFeishu & { control: FeishuControl };
  a: Tenant;
  b: Tenant;
  engineer: StaffActor;
  operator: StaffActor;
  /** Those of the service team and of A itself who stand nearer. */
  near: Neighbours;
  /** A major incident over A's emergency alone. */
  majorIncidentId: string;
};

const admin = async (...args: string[]): Promise<string> => {
  await program({ start: () => undefined }).parseAsync(args, { from: "user" });
  return "";
};

/** Sets the stage in this test's database. To be called before anything of the product reads its environment, which then is the one the built server gets too. */
export async function setScene(): Promise<Scene> {
  const port = await freePort();
  const appUrl = `http://localhost:${port}`;
  const local = await startLocalFeishu({ appUrl });
  const feishu = { ...local, control: new FeishuControl(local.url) };
  Object.assign(process.env, {
    APP_MODE: "production",
    APP_URL: appUrl,
    PORT: String(port),
    FEISHU_API_BASE: local.url,
    FEISHU_ACCOUNTS_BASE: local.url,
    FEISHU_APPLINK_BASE: local.url,
    RUN_WORKER: "false",
    LOG_LEVEL: "error",
  });
  const a = await aTenant(feishu, ["Akiko", "Anders", "Amara"]);
  const b = await aTenant(feishu, ["Berit"]);
  return {
    appUrl,
    feishu,
    a,
    b,
    engineer: await aColleague("engineer"),
    operator: await aColleague("operator"),
    majorIncidentId: await aMajorIncident(a),
    near: await neighboursOf(a, feishu),
  };
}

async function aTenant(feishu: Scene["feishu"], names: string[]): Promise<Tenant> {
  const customer = await makeCustomer(admin, feishu.control, names);
  const { accountAlias, organizationName, appId, appSecret } = customer;
  await admin(
    "create-ram-role",
    "--account",
    accountAlias,
    "--name",
    `auditing-${randomBytes(4).toString("hex")}`,
  );
  const { id: accountId } = await prisma().account.findUniqueOrThrow({ where: { alias: accountAlias } });
  const principal = await aPrincipal(accountId);
  await addChannel(principal, { organizationName, appId, appSecret }, { now: currentTime() });
  const channel = await prisma().channel.findUniqueOrThrow({ where: { appId } });
  const employees: EmployeeActor[] = [];
  // One after the other: the first to come is the group's owner.
  for (const { userId } of customer.employees) employees.push(await anEmployee(feishu, appId, userId));
  const group = await prisma().group.findFirstOrThrow({ where: { channelId: channel.id, kind: "main" } });
  const tam = await aStaff(customer.tam.email);
  const role = await prisma().principal.findFirstOrThrow({ where: { accountId, kind: "ram_role" } });
  const messageIds = await aConversation(group.id, [...employees, tam]);
  const { fileMarks, ...withFile } = await aFile(group.id, tam);
  const ticket = await aTicket(group.id, employees, tam);
  const tenant = {
    customer,
    accountId,
    channelId: channel.id,
    planId: group.planId,
    groupId: group.id,
    employees,
    tam,
    principal,
    roleId: role.id,
    messageIds: [...messageIds, withFile.messageId],
    file: withFile.file,
    ticket,
    incident: await anIncident(ticket.id, employees),
    own: await serviceOwn(ticket.id, tam),
  };
  const last = employees.at(-1);
  if (last !== undefined && employees.length > 1)
    await removeMember(
      { kind: "system", name: "test" },
      { groupId: group.id, personId: last.personId },
      { now: currentTime() },
    );
  const removed = employees.length > 1 ? (last ?? null) : null;
  const invitation = await anInvitation(group.id, tam, removed);
  const facts = await factsOf(tenant);
  const marks = [...(await marksOf(tenant)), ...facts, ...fileMarks, ...Object.values(invitation)];
  return { ...tenant, invitation, marks, facts };
}

/** A ticket whose title nobody else's can have. */
async function aTicket(
  groupId: string,
  [requester]: EmployeeActor[],
  tam: StaffActor,
): Promise<Tenant["ticket"]> {
  if (requester === undefined) throw new Error("a tenant has an employee");
  const title = `confidential ${randomBytes(8).toString("hex")}`;
  const form = {
    groupId,
    clientId: newId(),
    title,
    productCode: "other",
    severity: "s2",
    description: title,
  };
  const now = currentTime();
  const { id, groupId: ticketGroupId } = await createTicket(requester, createTicketInput.parse(form), {
    now,
  });
  const { version } = await prisma().ticket.findUniqueOrThrow({ where: { id } });
  await takeTicket(tam, { ticketId: id, version }, { now });
  return { id, groupId: ticketGroupId, title };
}

/** An emergency of a ticket, whose impact nobody else's can have. */
async function anIncident(ticketId: string, [requester]: EmployeeActor[]): Promise<Tenant["incident"]> {
  if (requester === undefined) throw new Error("a tenant has an employee");
  const impact = `confidential ${randomBytes(8).toString("hex")}`;
  const form = declareIncidentInput.parse({ ticketId, reason: "data_loss", impact });
  const { incidentId } = await declareIncident(requester, form, { now: currentTime() });
  return { id: incidentId, impact };
}

/** A file in a message without words, whose name and content nobody else's can have. */
async function aFile(groupId: string, author: PersonActor) {
  const [name, content] = [1, 2].map(() => `confidential-${randomBytes(8).toString("hex")}`) as [
    string,
    string,
  ];
  const bytes = (async function* () {
    yield Buffer.from(content);
  })();
  const now = currentTime();
  const file = await uploadAttachment(author, { groupId, name: `${name}.txt`, bytes }, { now });
  const attachmentIds = [file.id];
  const { id } = await sendMessage(author, { groupId, clientId: newId(), body: "", attachmentIds });
  return { file, messageId: id, fileMarks: [name, content, file.id] };
}

type Marked = Omit<Tenant, "marks" | "facts" | "invitation">;

/** Who and what A is, as its account, its channels and its plans are known by. */
async function factsOf({ customer, principal, tam, ...ids }: Marked): Promise<string[]> {
  const [view] = await listChannels(principal);
  return [
    ids.accountId,
    ids.channelId,
    ids.planId,
    ids.groupId,
    tam.personId,
    customer.tam.name,
    customer.deputy.name,
    customer.tam.email,
    customer.organizationName,
    customer.accountAlias,
    customer.tenantKey,
    ...(view === undefined ? [] : [view.displayId]),
  ];
}

async function marksOf(tenant: Marked): Promise<string[]> {
  const { customer, channelId, groupId, messageIds, employees, principal, roleId } = tenant;
  const { ticket, incident } = tenant;
  const messages = await prisma().message.findMany({ where: { groupId }, select: { body: true } });
  const revisions = await prisma().messageRevision.findMany({ where: { message: { groupId } } });
  const identities = await prisma().feishuIdentity.findMany({
    where: { channelId },
    select: { openId: true },
  });
  return [
    ...[...messages, ...revisions].map(({ body }) => body).filter((body) => body !== ""),
    ...customer.employees.map(({ name }) => name),
    ...identities.map(({ openId }) => openId),
    ...employees.map(({ personId }) => personId),
    ...messageIds,
    ...Object.values(ticket),
    ...Object.values(incident),
    ...Object.values(tenant.own),
    roleId,
    principal.principalId,
    customer.appSecret,
  ];
}

async function anEmployee(feishu: Scene["feishu"], appId: string, userId: string): Promise<EmployeeActor> {
  const code = await authorized(feishu, appId, userId);
  return { kind: "employee", ...(await signInEmployee(code, { now: currentTime() })) };
}

async function aPrincipal(accountId: string): Promise<ConsoleActor> {
  const { id: principalId } = await prisma().principal.findFirstOrThrow({
    where: { accountId, kind: "primary" },
  });
  const now = currentTime();
  const { sessionId } = await inTransaction((tx) =>
    openSession(tx, { door: "console", principalId, assumedRoleId: null }, { now }),
  );
  return {
    kind: "principal",
    permissions: ["channels", "data", "principals"],
    principalId,
    assumedRoleId: null,
    accountId,
    sessionId,
  };
}

async function aStaff(email: string): Promise<StaffActor> {
  const { personId, roles } = await prisma().staffAccount.findUniqueOrThrow({ where: { email } });
  const now = currentTime();
  const { sessionId } = await inTransaction((tx) => openSession(tx, { door: "staff", personId }, { now }));
  return { kind: "staff", personId, roles, sessionId };
}

/** A major incident over a customer's emergency, of which its group has been told. */
async function aMajorIncident({ incident }: Tenant): Promise<string> {
  const lead = await aColleague("duty_lead");
  const now = currentTime();
  const input = { title: "A wider disturbance", incidentIds: [incident.id] };
  const { majorIncidentId } = await openMajorIncident(lead, input, { now });
  await postMajorUpdate(lead, { majorIncidentId, updateId: newId(), text: "Under way" }, { now });
  return majorIncidentId;
}
