import { randomUUID } from "node:crypto";
import type { EmployeeActor, StaffActor, StaffRole } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { bindMainGroup } from "@/lib/groups/bind-main-group";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { sessionCookieName } from "@/lib/identity/door";
import { openSession } from "@/lib/identity/open-session";
import { sessionToken } from "@/lib/identity/session-token";

const DAY = 24 * 60 * 60 * 1_000;

/** A customer with one channel and one plan; nobody and no group is there yet. */
export type Customer = { accountId: string; channelId: string; planId: string; appId: string };

/** A customer of its own, so that tests do not see each other's. */
export async function aCustomer({
  mainGroupEntry = "everyone",
}: { mainGroupEntry?: "everyone" | "link" } = {}): Promise<Customer> {
  const [accountId, channelId, planId] = [newId(), newId(), newId()];
  const appId = `cli_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const createdAt = new Date();
  await prisma().account.create({
    data: { id: accountId, name: "Test account", alias: accountId, createdAt },
  });
  const validity = { validFrom: new Date(Date.now() - DAY), validTo: new Date(Date.now() + DAY) };
  await prisma().supportPlan.create({
    data: { id: planId, accountId, tier: "enterprise", createdAt, ...validity },
  });
  await prisma().channel.create({
    data: {
      id: channelId,
      accountId,
      planId,
      appId,
      secretCiphertext: "none",
      secretKeyId: "none",
      organizationNameTyped: "Test organization",
      organizationName: "Test organization",
      tenantKey: accountId,
      displayId: "F1",
      tenantTag: 0,
      mainGroupEntry,
      checks: [],
      checkedAt: createdAt,
      createdAt,
    },
  });
  return { accountId, channelId, planId, appId };
}

/** An employee who is signed in through the customer's channel, and in no group by that alone. */
export async function anEmployee(customer: Customer, name = "Wang Xiaoyu"): Promise<EmployeeActor> {
  const { accountId, channelId } = customer;
  const personId = newId();
  const createdAt = new Date();
  await prisma().person.create({ data: { id: personId, side: "customer", accountId, name, createdAt } });
  await prisma().feishuIdentity.create({
    data: {
      id: newId(),
      channelId,
      accountId,
      openId: `ou_${personId}`,
      tenantKey: accountId,
      personId,
      signedInAt: createdAt,
      createdAt,
    },
  });
  const { sessionId } = await inTransaction((tx) =>
    openSession(tx, { door: "employee", personId, channelId }, { now: createdAt }),
  );
  return { kind: "employee", personId, channelId, accountId, sessionId };
}

/** Somebody of the service team who is signed in, and in no group by that alone. */
export async function anEngineer(name = "Zhao Min", roles: StaffRole[] = ["engineer"]): Promise<StaffActor> {
  const personId = newId();
  const createdAt = new Date();
  await prisma().person.create({ data: { id: personId, side: "service", name, createdAt } });
  await prisma().staffAccount.create({
    data: {
      id: newId(),
      personId,
      email: `${personId}@vendor.example`,
      passwordHash: "none",
      roles,
      createdAt,
    },
  });
  const { sessionId } = await inTransaction((tx) =>
    openSession(tx, { door: "staff", personId }, { now: createdAt }),
  );
  return { kind: "staff", personId, roles, sessionId };
}

/** The customer's service main group with these engineers (two at most) and employees in it. */
export async function aMainGroup(
  customer: Customer,
  { staff = [], employees = [] }: { staff?: StaffActor[]; employees?: EmployeeActor[] } = {},
): Promise<string> {
  const now = new Date();
  return inTransaction(async (tx) => {
    const { groupId } = await bindMainGroup(tx, {
      ...customer,
      name: "Main group",
      tamId: staff[0]?.personId ?? null,
      deputyId: staff[1]?.personId ?? null,
      now,
    });
    for (const { personId, channelId, accountId } of employees)
      await joinMainGroups(tx, { personId, channelId, accountId, now });
    return groupId;
  });
}

/** A group of another kind with these members, as rows: its log is empty. */
export async function aGroupOfKind(
  customer: Customer,
  kind: "ticket" | "internal",
  members: (EmployeeActor | StaffActor)[],
): Promise<string> {
  const { accountId, channelId, planId } = customer;
  const id = newId();
  const createdAt = new Date();
  await prisma().group.create({ data: { id, accountId, channelId, planId, kind, name: kind, createdAt } });
  await prisma().groupMember.createMany({
    data: members.map((actor) => ({
      groupId: id,
      accountId,
      personId: actor.personId,
      side: actor.kind === "employee" ? ("customer" as const) : ("service" as const),
      customerAccountId: actor.kind === "employee" ? accountId : null,
      joinedVia: "added" as const,
      joinedAt: createdAt,
    })),
  });
  return id;
}

/** Closes a group for writing. */
export async function archive(groupId: string): Promise<void> {
  await prisma().group.update({ where: { id: groupId }, data: { archivedAt: new Date() } });
}

/** The Cookie header of a browser in which this person is signed in. */
export async function cookieOf(actor: EmployeeActor | StaffActor, appId = ""): Promise<string> {
  const door = actor.kind === "employee" ? ({ kind: "employee", appId } as const) : "staff";
  return `${sessionCookieName(door)}=${await sessionToken(door, actor.sessionId)}`;
}

/** The log of a group: its numbers and types in order. */
export async function logOf(
  groupId: string,
): Promise<{ sequence: number; type: string; subjectId: string }[]> {
  const { rows } = await pool().query<{ sequence: number; type: string; subjectId: string }>(
    `SELECT sequence, type, subject_id AS "subjectId" FROM group_event WHERE group_id = $1 ORDER BY sequence`,
    [groupId],
  );
  return rows;
}

/** The messages of a group in order. */
export async function messagesOf(
  groupId: string,
): Promise<{ id: string; sequence: number; clientId: string; body: string }[]> {
  const { rows } = await pool().query<{ id: string; sequence: number; clientId: string; body: string }>(
    `SELECT id, sequence, client_id AS "clientId", body FROM message WHERE group_id = $1 ORDER BY sequence`,
    [groupId],
  );
  return rows;
}

/** Whether a log is numbered 1, 2, 3 … and ends where its group says. */
export async function isWithoutHoles(groupId: string): Promise<boolean> {
  const log = await logOf(groupId);
  const { sequence } = await prisma().group.findUniqueOrThrow({ where: { id: groupId } });
  return log.every((event, index) => event.sequence === index + 1) && log.length === Number(sequence);
}

/** Opens a group for writing again. */
export async function unarchive(groupId: string): Promise<void> {
  await prisma().group.update({ where: { id: groupId }, data: { archivedAt: null } });
}

/** A customer's main group with an employee and its TAM in it. */
export async function aConversation() {
  const customer = await aCustomer();
  const [employee, engineer] = [
    await anEmployee(customer, "Wang Xiaoyu"),
    await anEngineer("Zhao Min", ["tam"]),
  ];
  const groupId = await aMainGroup(customer, { staff: [engineer], employees: [employee] });
  return { customer, employee, engineer, groupId };
}
