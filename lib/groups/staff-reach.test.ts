import { describe, expect, it } from "vitest";
import type { StaffActor, StaffRole } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { isAppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import { wayInto } from "@/lib/groups/policy";
import { listMembers } from "@/lib/groups/queries/list-members";
import { listMemberships } from "@/lib/groups/queries/list-memberships";
import { listMyGroups } from "@/lib/groups/queries/list-my-groups";
import { markRead } from "@/lib/messages/commands/mark-read";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { listMessages } from "@/lib/messages/queries/list-messages";
import { asOwner } from "@/lib/testing/as-owner";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aSupportedCustomer, aTicket, type SupportedCustomer } from "@/lib/testing/ticket-world";
import { listMyTickets } from "@/lib/tickets/queries/list-my-tickets";
import { getTicket } from "@/lib/tickets/queries/get-ticket";
import { takeTicket } from "@/lib/tickets/commands/take-ticket";

const HOUR = 60 * 60_000;
const roles: StaffRole[] = ["engineer", "tam", "duty_lead", "manager", "operator", "auditor"];

/** What stands in rows between somebody and a group they may want to read. */
const standings = ["nothing", "member", "open", "open until just now", "closed again", "queue"] as const;
type Standing = (typeof standings)[number];

const expected: Record<Standing, Partial<Record<StaffRole, string>>> = {
  nothing: { auditor: "audit" },
  member: { engineer: "member", tam: "member", duty_lead: "member", manager: "member", auditor: "audit" },
  open: { tam: "break_glass", duty_lead: "break_glass", manager: "break_glass", auditor: "audit" },
  "open until just now": { auditor: "audit" },
  "closed again": { auditor: "audit" },
  queue: { duty_lead: "queue", auditor: "audit" },
};

async function aTakenTicket(customer: SupportedCustomer) {
  const ticket = await aTicket(customer);
  expect(ticket.assigneeId).toBe(customer.engineer.personId);
  return ticket;
}

async function openGlass(
  actor: StaffActor,
  { groupId, accountId }: { groupId: string; accountId: string },
  { endsAt, endedAt = null }: { endsAt: Date; endedAt?: Date | null },
): Promise<void> {
  const startedAt = new Date(endsAt.getTime() - HOUR);
  const reason = "a test reads this";
  await prisma().breakGlass.create({
    data: { id: newId(), accountId, groupId, personId: actor.personId, reason, startedAt, endsAt, endedAt },
  });
}

async function stand(actor: StaffActor, standing: Standing, ticket: Awaited<ReturnType<typeof aTicket>>) {
  const [soon, past] = [new Date(Date.now() + HOUR), new Date(Date.now() - 1)];
  if (standing === "member")
    await prisma().groupMember.create({
      data: {
        groupId: ticket.groupId,
        accountId: ticket.accountId,
        personId: actor.personId,
        side: "service",
        joinedVia: "added",
        joinedAt: past,
      },
    });
  if (standing === "open") await openGlass(actor, ticket, { endsAt: soon });
  if (standing === "open until just now") await openGlass(actor, ticket, { endsAt: past });
  if (standing === "closed again") await openGlass(actor, ticket, { endsAt: soon, endedAt: past });
  if (standing === "queue")
    await prisma().ticket.update({ where: { id: ticket.id }, data: { assigneeId: null, status: "new" } });
}

const wayOf = async (actor: StaffActor, groupId: string): Promise<string | undefined> =>
  accessGroup(prisma(), actor, groupId, "read").then(
    ({ wayIn }) => wayIn ?? undefined,
    (thrown: unknown) => {
      if (isAppError(thrown) && thrown.code === "NOT_FOUND") return undefined;
      throw thrown;
    },
  );

describe("who of the service team reads a conversation", () => {
  const table = standings.flatMap((standing) => roles.map((role) => ({ standing, role })));

  it.each(table)("$role with $standing: policy and every list say the same", async ({ standing, role }) => {
    const customer = await aSupportedCustomer();
    const ticket = await aTakenTicket(customer);
    const actor = await anEngineer("Colleague", [role]);
    await stand(actor, standing, ticket);
    const { groupId } = ticket;
    const way = expected[standing][role];
    const hears = way === "member" || way === "break_glass";

    expect(await wayOf(actor, groupId)).toBe(way);
    expect((await listMyGroups(actor)).map(({ id }) => id)).toEqual(hears ? [groupId] : []);
    expect((await listMemberships(actor)).map((one) => one.groupId)).toEqual(hears ? [groupId] : []);
    expect((await listMyTickets(actor)).map(({ id }) => id)).toEqual(hears ? [ticket.id] : []);
    const [row] = await listMyGroups(actor);
    expect(row?.reader?.by ?? null).toBe(way === "break_glass" ? "break_glass" : null);
    // Only the way of a member leads to more than reading.
    const tried = await Promise.allSettled([
      sendMessage(actor, { groupId, clientId: newId(), body: "Hello" }),
      markRead(actor, { groupId, sequence: 1 }),
    ]);
    const refused = { status: "rejected", reason: expect.objectContaining({ code: "NOT_FOUND" }) as unknown };
    const outcome = way === "member" ? { status: "fulfilled" } : refused;
    expect(tried).toMatchObject([outcome, outcome]);
  });

  it("the queue has the internal group too, and nothing of the main group; it ends when somebody takes the ticket", async () => {
    const customer = await aSupportedCustomer({ onDuty: false });
    const ticket = await aTicket(customer);
    const lead = await anEngineer("Lead", ["duty_lead"]);
    expect(await wayOf(lead, ticket.groupId)).toBe("queue");
    expect(await wayOf(lead, ticket.internalGroupId)).toBe("queue");
    expect(await wayOf(lead, customer.mainGroupId)).toBeUndefined();

    await takeTicket(
      customer.engineer,
      { ticketId: ticket.id, version: ticket.version },
      { now: new Date() },
    );

    expect(await wayOf(lead, ticket.groupId)).toBeUndefined();
    expect(await wayOf(lead, ticket.internalGroupId)).toBeUndefined();
  });

  it("people outside of the service team have no way but membership", () => {
    const ways = { opened: true, queued: true };
    const group = {
      kind: "ticket",
      accountId: "a",
      channelId: "c",
      archivedAt: null,
      membership: null,
      ways,
    } as const;
    const principal = {
      kind: "principal",
      permissions: [],
      principalId: "p",
      assumedRoleId: null,
      accountId: "a",
      sessionId: "s",
    } as const;
    const employee = {
      kind: "employee",
      personId: "p",
      channelId: "c",
      accountId: "a",
      sessionId: "s",
    } as const;
    expect([wayInto(principal, group), wayInto(employee, group)]).toEqual([null, null]);
  });
});

describe("an auditor's reading", () => {
  const viewsOf = (actor: StaffActor) =>
    prisma().auditEvent.findMany({
      where: { actorId: actor.personId, action: "group.read_by_auditor" },
      orderBy: { id: "asc" },
    });

  it("leaves one row for each group and session, whatever is read of it at once", async () => {
    const customer = await aSupportedCustomer();
    const ticket = await aTakenTicket(customer);
    const auditor = await anEngineer("Auditor", ["auditor"]);
    const { groupId, mainGroupId } = ticket;

    await Promise.all([
      listMessages(auditor, { groupId, limit: 10 }),
      listMembers(auditor, { groupId }),
      getTicket(auditor, { ticketId: ticket.id }, { now: new Date() }),
    ]);
    await listMessages(auditor, { groupId: mainGroupId, limit: 10 });

    const rows = await viewsOf(auditor);
    expect(rows.map(({ subjectId }) => subjectId)).toEqual([groupId, mainGroupId]);
    expect(new Set(rows.map(({ accountId }) => accountId))).toEqual(new Set([customer.accountId]));

    await listMessages({ ...auditor, sessionId: newId() }, { groupId, limit: 10 });
    expect(await viewsOf(auditor)).toHaveLength(3);
  });

  it("changes nothing in the group: no member, no line, nothing read", async () => {
    const customer = await aSupportedCustomer();
    const ticket = await aTakenTicket(customer);
    const auditor = await anEngineer("Auditor", ["auditor"]);
    const stateOf = () =>
      prisma().group.findUniqueOrThrow({
        where: { id: ticket.groupId },
        include: { members: { orderBy: { personId: "asc" } }, breakGlasses: true },
      });
    const before = await stateOf();

    await listMessages(auditor, { groupId: ticket.groupId, limit: 10 });

    expect(await stateOf()).toEqual(before);
  });

  it("is not given where it cannot be recorded", async () => {
    const customer = await aSupportedCustomer();
    const auditor = await anEngineer("Auditor", ["auditor"]);
    await asOwner(`
      CREATE FUNCTION refuse_view() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
    `);
    await asOwner(`
      CREATE TRIGGER refuse_view BEFORE INSERT ON audit_event FOR EACH ROW
      WHEN (NEW.action = 'group.read_by_auditor') EXECUTE FUNCTION refuse_view()`);
    const reading = listMessages(auditor, { groupId: customer.mainGroupId, limit: 10 });
    await expect(reading).rejects.toThrow("no room");
    await asOwner("DROP TRIGGER refuse_view ON audit_event");

    await listMessages(auditor, { groupId: customer.mainGroupId, limit: 10 });
    expect(await viewsOf(auditor)).toHaveLength(1);
  });
});
