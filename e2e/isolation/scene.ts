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
import { listChannels } from "@/lib/channels/queries/list-channels";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { openSession } from "@/lib/identity/open-session";
import { authorized } from "@/lib/testing/feishu-sign-in";
import { FeishuControl } from "../feishu/control-client";
import { startLocalFeishu, type LocalFeishu } from "../feishu/server";
import { makeCustomer, type Customer } from "../world/customer";
import { freePort } from "../world/free-port";

/** A customer with everything of theirs that others must not reach. */
export type Tenant = {
  customer: Customer;
  accountId: string;
  channelId: string;
  planId: string;
  groupId: string;
  messageIds: string[];
  /** The first of them owns the group; the last was removed from it. */
  employees: EmployeeActor[];
  tam: StaffActor;
  principal: ConsoleActor;
  roleId: string;
  /** Whatever tells that somebody saw something of this customer. */
  marks: string[];
};

/** Two customers side by side, and people of the service team who belong to neither. */
export type Scene = {
  appUrl: string;
  feishu: LocalFeishu & { control: FeishuControl };
  a: Tenant;
  b: Tenant;
  engineer: StaffActor;
  operator: StaffActor;
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
    messageIds: await aConversation(group.id, [...employees, tam]),
  };
  const last = employees.at(-1);
  if (last !== undefined && employees.length > 1)
    await removeMember(
      { kind: "system", name: "test" },
      { groupId: group.id, personId: last.personId },
      { now: currentTime() },
    );
  return { ...tenant, marks: await marksOf(tenant) };
}

/** Each of them says something nobody else can have said. */
async function aConversation(groupId: string, speakers: PersonActor[]): Promise<string[]> {
  const ids: string[] = [];
  for (const speaker of speakers) {
    const body = `confidential ${randomBytes(8).toString("hex")}`;
    ids.push((await sendMessage(speaker, { groupId, clientId: newId(), body })).id);
  }
  return ids;
}

async function marksOf(tenant: Omit<Tenant, "marks">): Promise<string[]> {
  const { customer, accountId, channelId, planId, groupId, messageIds, employees, tam, principal, roleId } =
    tenant;
  const messages = await prisma().message.findMany({ where: { groupId }, select: { body: true } });
  const identities = await prisma().feishuIdentity.findMany({
    where: { channelId },
    select: { openId: true },
  });
  const [view] = await listChannels(principal);
  return [
    ...messages.map(({ body }) => body),
    ...customer.employees.map(({ name }) => name),
    ...identities.map(({ openId }) => openId),
    ...[...employees, tam].map(({ personId }) => personId),
    ...messageIds,
    accountId,
    channelId,
    planId,
    groupId,
    roleId,
    principal.principalId,
    customer.tam.name,
    customer.deputy.name,
    customer.tam.email,
    customer.organizationName,
    customer.accountAlias,
    customer.tenantKey,
    customer.appSecret,
    ...(view === undefined ? [] : [view.displayId]),
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
  return { kind: "principal", principalId, assumedRoleId: null, accountId, sessionId };
}

async function aStaff(email: string): Promise<StaffActor> {
  const { personId, roles } = await prisma().staffAccount.findUniqueOrThrow({ where: { email } });
  const now = currentTime();
  const { sessionId } = await inTransaction((tx) => openSession(tx, { door: "staff", personId }, { now }));
  return { kind: "staff", personId, roles, sessionId };
}

async function aColleague(role: "engineer" | "operator"): Promise<StaffActor> {
  const email = `${role}-${randomBytes(4).toString("hex")}@vendor.example`;
  await admin("create-staff", "--email", email, "--name", role, "--role", role, "--password", newId());
  return aStaff(email);
}
