import { program } from "@/admin/program";
import type { EmployeeActor, PersonActor, StaffActor } from "@/lib/actor/actor";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { currentTime } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { findActor } from "@/lib/identity/queries/find-actor";
import { aGroupOfKind, cookieOf } from "@/lib/testing/conversation-world";
import { authorized } from "@/lib/testing/feishu-sign-in";
import { FeishuControl } from "../feishu/control-client";
import { makeCustomer, type Customer } from "../world/customer";
import { startWorld, type World } from "../world/start-world";

/** Somebody who is signed in, as a browser would be. */
export type SignedIn = {
  actor: PersonActor;
  name: string;
  cookie: string;
  /** Of an employee: who they are in the local Feishu. */
  userId: string | null;
};

/** One customer of a world, with people who are signed in. */
export type Stage = {
  world: World;
  feishu: FeishuControl;
  appId: string;
  employees: SignedIn[];
  tam: SignedIn;
  deputy: SignedIn;
  /** Everybody is in it. */
  mainGroup: string;
  /** Makes one more group of these people. */
  groupOf: (members: SignedIn[]) => Promise<string>;
};

/** Feishu takes its time to send, so that a worker can be stopped with a card half sent. */
export const slowSending = {
  route: "im.message.create",
  kind: "latency",
  when: "during",
  delayMs: 1_000,
} as const;

/** A world of a test's own. To be called before anything of the product reads its environment, which becomes that world's. */
export async function openWorld(environment: Record<string, string> = {}): Promise<World> {
  const world = await startWorld({ environment: { RUN_WORKER: "false", ...environment } });
  Object.assign(process.env, world.environment, { LOG_LEVEL: "error" });
  return world;
}

/** The command line, in this process: five starts of Node less. */
async function admin(...args: string[]): Promise<string> {
  await program({ start: () => undefined }).parseAsync(args, { from: "user" });
  return "";
}

/** Makes the customer, the channel and the people, and signs them in. */
export async function setStage(world: World, employeeNames: string[]): Promise<Stage> {
  const feishu = new FeishuControl(world.feishuUrl);
  const customer = await makeCustomer(admin, feishu, employeeNames);
  const channel = await addTheChannel(customer);
  const employees: SignedIn[] = [];
  // One after the other: the first to come is the group's owner.
  for (const { userId, name } of customer.employees)
    employees.push(await signedInEmployee({ feishu, url: world.feishuUrl, customer, userId, name }));
  const { id: mainGroup, planId } = await prisma().group.findFirstOrThrow({
    where: { channelId: channel.channelId, kind: "main" },
  });
  return {
    world,
    feishu,
    appId: customer.appId,
    employees,
    tam: await signedInStaff(customer.tam),
    deputy: await signedInStaff(customer.deputy),
    mainGroup,
    groupOf: (members) =>
      aGroupOfKind(
        { ...channel, planId, appId: customer.appId },
        "ticket",
        members.map(({ actor }) => actor),
      ),
  };
}

async function addTheChannel(customer: Customer): Promise<{ accountId: string; channelId: string }> {
  const { id: accountId } = await prisma().account.findUniqueOrThrow({
    where: { alias: customer.accountAlias },
  });
  const { organizationName, appId, appSecret } = customer;
  const channel = await addChannel(
    { kind: "system", name: "test", accountId },
    { organizationName, appId, appSecret },
    { now: currentTime() },
  );
  return { accountId, channelId: channel.id };
}

type Arriving = { feishu: FeishuControl; url: string; customer: Customer; userId: string; name: string };

async function signedInEmployee({ feishu, url, customer, userId, name }: Arriving): Promise<SignedIn> {
  const { appId } = customer;
  const code = await authorized({ control: feishu, url, close: () => Promise.resolve() }, appId, userId);
  const { accountId, channelId, personId, sessionId } = await signInEmployee(code, { now: currentTime() });
  const actor: EmployeeActor = { kind: "employee", accountId, channelId, personId, sessionId };
  return { actor, name, cookie: await cookieOf(actor, appId), userId };
}

async function signedInStaff(staff: Customer["tam"]): Promise<SignedIn> {
  const now = currentTime();
  const { sessionId } = await signInStaff(staff, { now, address: "127.0.0.1" });
  const actor: StaffActor | null = await findActor("staff", sessionId ?? "", now);
  if (actor === null) throw new Error(`${staff.name} is not signed in`);
  return { actor, name: staff.name, cookie: await cookieOf(actor), userId: null };
}
