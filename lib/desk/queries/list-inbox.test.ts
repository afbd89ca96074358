import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor, StaffRole } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { compareRanks, inboxRank, joinedRows } from "@/lib/desk/browser/inbox-rank";
import { type InboxPageView, type InboxRowView, listInboxInput } from "@/lib/desk/contract";
import { listInbox } from "@/lib/desk/queries/list-inbox";
import { declareIncident } from "@/lib/incidents/commands/declare-incident";
import { declareIncidentInput } from "@/lib/incidents/contract";
import { markRead } from "@/lib/messages/commands/mark-read";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { sendMessageInput } from "@/lib/messages/contract";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aSupportedCustomer, aTicket, type SupportedCustomer } from "@/lib/testing/ticket-world";
import { takeTicket } from "@/lib/tickets/commands/take-ticket";
import { accessTicket } from "@/lib/tickets/access";

const HOUR = 60 * 60 * 1_000;
type Question = Record<string, unknown>;

const pageFor = (actor: StaffActor, question: Question = {}, now = new Date()): Promise<InboxPageView> =>
  listInbox(actor, listInboxInput.parse(question), { now });

async function every(
  actor: StaffActor,
  question: Question = {},
  from: string | null = null,
): Promise<InboxRowView[]> {
  const rows: InboxRowView[] = [];
  for (let cursor = from; ;) {
    const page: InboxPageView = await pageFor(actor, { limit: 2, ...question, cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor;
    if (cursor === null) return rows;
  }
}

const idsOf = (rows: readonly InboxRowView[]): string[] => rows.map(({ groupId }) => groupId);
const say = (actor: Parameters<typeof sendMessage>[0], groupId: string, body: string) =>
  sendMessage(actor, sendMessageInput.parse({ clientId: newId(), groupId, body }));

/** Nothing is promised of a ticket: its place depends on what is said alone. */
async function withoutPromises(id: string): Promise<void> {
  const none = { firstResponseDueAt: null, nextUpdateDueAt: null, resolutionDueAt: null };
  await prisma().ticket.update({ where: { id }, data: none });
}

async function readAll(actor: StaffActor): Promise<void> {
  const members = await prisma().groupMember.findMany({
    where: { personId: actor.personId, leftAt: null },
    select: { groupId: true, group: { select: { sequence: true } } },
  });
  await Promise.all(
    members.map(({ groupId, group }) => markRead(actor, { groupId, sequence: Number(group.sequence) })),
  );
}

/** Five tickets of one engineer, of which each is in another tier. */
async function tiers(customer: SupportedCustomer) {
  const { employees, engineer } = customer;
  const made = [];
  for (const title of ["quiet", "unread", "mention", "due", "emergency"]) {
    const ticket = await aTicket(customer, { title });
    await withoutPromises(ticket.id);
    made.push(ticket);
  }
  await readAll(engineer);
  await readAll(customer.tam);
  const [quiet, unread, mention, due, emergency] = made as [Row, Row, Row, Row, Row];
  await say(employees[0], unread.groupId, "is anybody there?");
  await say(employees[0], mention.groupId, `<@${engineer.personId}> look`);
  const soon = new Date(Date.now() + HOUR);
  await prisma().ticket.update({ where: { id: due.id }, data: { nextUpdateDueAt: soon } });
  await declareIncident(
    employees[0],
    declareIncidentInput.parse({
      groupId: emergency.groupId,
      ticketId: emergency.id,
      clientId: newId(),
      reason: "data_loss",
      impact: "gone",
    }),
    { now: new Date() },
  );
  return { quiet, unread, mention, due, emergency };
}
type Row = Awaited<ReturnType<typeof aTicket>>;

describe("the order", () => {
  it("is emergencies, what is due next, mentions, what is unread, and the rest; the same in the browser", async () => {
    const customer = await aSupportedCustomer();
    const { quiet, unread, mention, due, emergency } = await tiers(customer);
    const { accountId } = customer;
    const { rows } = await pageFor(customer.engineer, { accountId });
    expect(idsOf(rows)).toEqual([emergency, due, mention, unread, quiet].map(({ groupId }) => groupId));
    expect(rows.map((row) => inboxRank(row, Date.now()).tier)).toEqual([0, 1, 2, 3, 4]);

    const [first] = rows;
    expect(first).toMatchObject({
      kind: "ticket",
      isMember: true,
      organizationName: "Test organization",
      ticket: { number: emergency.number, severity: "s1", assignee: { name: "Guo Kai" } },
    });
    expect(first?.incidentAt).not.toBeNull();
    const all = await every(customer.tam, { accountId });
    const ranked = all.map((row) => ({ groupId: row.groupId, ...inboxRank(row, Date.now()) }));
    expect(idsOf(all)).toEqual(ranked.toSorted(compareRanks).map(({ groupId }) => groupId));
    // The service main group is a row of its own.
    expect(all.filter(({ kind }) => kind === "main")).toMatchObject([{ groupId: customer.mainGroupId }]);
  });

  it("puts what is overdue before what is due, and the newest emergency first", async () => {
    const customer = await aSupportedCustomer();
    const { unread, due, quiet } = await tiers(customer);
    const missed = new Date(Date.now() - HOUR);
    await prisma().ticket.update({ where: { id: unread.id }, data: { resolutionDueAt: missed } });
    const far = new Date(Date.now() + 5 * HOUR);
    await prisma().ticket.update({ where: { id: quiet.id }, data: { resolutionDueAt: far } });
    const { accountId } = customer;
    const { rows, counts } = await pageFor(customer.engineer, { accountId });
    expect(idsOf(rows).slice(1, 3)).toEqual([unread.groupId, due.groupId]);
    expect(idsOf(rows).at(-1)).toBe(quiet.groupId);
    // Those are of the whole inbox, and so of what other customers' tickets nobody has taken, too.
    expect(counts).toMatchObject({ emergencies: 1, mentions: 2, unread: 3 });
  });

  it("an internal note that mentions somebody marks the ticket's row, and internal groups are no rows", async () => {
    const customer = await aSupportedCustomer();
    const ticket = await aTicket(customer);
    await withoutPromises(ticket.id);
    await readAll(customer.engineer);
    await say(customer.tam, ticket.internalGroupId, `<@${customer.engineer.personId}> see the log`);
    const { accountId } = customer;
    const { rows } = await pageFor(customer.engineer, { accountId });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      unread: false,
      mentionsMe: false,
      internal: { groupId: ticket.internalGroupId, unread: true, mentionsMe: true },
    });
    expect((await pageFor(customer.engineer, { mentions: "1" })).rows).toHaveLength(1);
  });
});

describe("pages", () => {
  it("hold every row once, whatever their size", async () => {
    const customer = await aSupportedCustomer();
    await tiers(customer);
    const { accountId } = customer;
    const whole = await pageFor(customer.engineer, { accountId });
    expect(whole.rows).toHaveLength(5);
    for (const limit of [1, 2, 3, 4])
      expect(idsOf(await every(customer.engineer, { accountId, limit }))).toEqual(idsOf(whole.rows));
    const second = await pageFor(customer.engineer, {
      cursor: (await pageFor(customer.engineer, { limit: 1 })).nextCursor,
    });
    expect(second.counts).toBeNull();
    expect(second.customers).toBeNull();
  });

  it("show no row twice and lose none that stays where it is, while others move", async () => {
    const customer = await aSupportedCustomer();
    const { quiet, unread, mention, due, emergency } = await tiers(customer);
    const { accountId } = customer;
    const first = await pageFor(customer.engineer, { accountId, limit: 3 });
    expect(idsOf(first.rows)).toEqual([emergency, due, mention].map(({ groupId }) => groupId));
    // One moves up from below into the first page, one of the first page down.
    await say(customer.employees[0], quiet.groupId, `<@${customer.engineer.personId}> now`);
    await withoutPromises(due.id);
    const rest = await every(customer.engineer, { accountId }, first.nextCursor);
    // What moved up comes with the next question from the start; what moved down is twice in the answers, and once in the list.
    expect(idsOf(rest)).toEqual([unread, due].map(({ groupId }) => groupId));
    const list = joinedRows([first.rows, rest]);
    expect(idsOf(list)).toEqual([emergency, mention, unread, due].map(({ groupId }) => groupId));
    const again = await every(customer.engineer, { accountId });
    expect(new Set(idsOf(again))).toEqual(new Set([...idsOf(list), quiet.groupId]));
  });

  it("refuse a cursor that is none", async () => {
    const actor = await anEngineer();
    for (const cursor of ["x", Buffer.from(`["inbox",0,9,0,"${newId()}"]`).toString("base64url")])
      await expect(pageFor(actor, { cursor })).rejects.toMatchObject({ reason: "desk.cursor_malformed" });
  });
});

describe("what it is narrowed to", () => {
  let customer: SupportedCustomer;
  let made: Awaited<ReturnType<typeof tiers>>;
  beforeAll(async () => {
    customer = await aSupportedCustomer();
    made = await tiers(customer);
    await prisma().channel.update({
      where: { id: customer.channelId },
      data: { organizationName: `Ost & West ${customer.appId}` },
    });
    await prisma().ticket.update({
      where: { id: made.quiet.id },
      data: { status: "resolved", resolvedAt: new Date() },
    });
  });

  it.each<[string, () => Question, (keyof typeof made)[]]>([
    ["unread", () => ({ unread: "1" }), ["unread", "mention", "emergency"]],
    [
      "mentions, also by the system line of an emergency",
      () => ({ mentions: "1" }),
      ["mention", "emergency"],
    ],
    ["emergencies", () => ({ emergencies: "1" }), ["emergency"]],
    ["what is due, of an emergency too", () => ({ dueWithinHours: "2" }), ["due", "emergency"]],
    ["a status", () => ({ statuses: "resolved" }), ["quiet"]],
    ["a severity", () => ({ severities: "s1,s2" }), ["emergency"]],
    ["my tickets", () => ({ assignee: "me" }), ["quiet", "unread", "mention", "due", "emergency"]],
    ["nobody's", () => ({ assignee: "nobody" }), []],
    ["main groups", () => ({ kind: "main" }), []],
    ["a product", () => ({ productCode: customer.productCode, statuses: "resolved" }), ["quiet"]],
    ["another product", () => ({ productCode: "none" }), []],
    ["the customer", () => ({ accountId: customer.accountId, text: "quiet" }), ["quiet"]],
    ["another customer", () => ({ accountId: newId() }), []],
    ["a number", () => ({ text: `#${made.due.number}` }), ["due"]],
    ["words of both", () => ({ text: `MENTION ${customer.appId}` }), ["mention"]],
    ["what is no pattern", () => ({ text: "men_ion" }), []],
  ])("%s", async (_what, question, expected) => {
    const { accountId } = customer;
    const { rows } = await pageFor(customer.engineer, { accountId, ...question() });
    const mine = new Set(expected.map((name) => made[name].groupId));
    expect(new Set(idsOf(rows))).toEqual(mine);
  });

  it("tells of the whole all the same", async () => {
    const { rows, counts, customers } = await pageFor(customer.engineer, { text: "nowhere" });
    expect(rows).toEqual([]);
    expect(counts).toMatchObject({ emergencies: 1, mentions: 2 });
    const name = `Ost & West ${customer.appId}`;
    expect(customers).toContainEqual({ accountId: customer.accountId, name });
  });
});

describe("who sees what", () => {
  const roles: StaffRole[] = ["engineer", "tam", "duty_lead", "manager", "operator", "auditor"];

  it.each(roles)("a %s who is in no group: what the policy of tickets lets them see", async (role) => {
    const customer = await aSupportedCustomer();
    const burning = await tiers(customer);
    const lonely = await aSupportedCustomer({ onDuty: false });
    const unassigned = await aTicket(lonely);
    const actor = await anEngineer("Somebody", [role]);
    const rows = await every(actor, { limit: 100 });
    const ids = new Set(idsOf(rows));

    const works = role !== "operator" && role !== "auditor";
    const leads = role === "duty_lead" || role === "manager";
    expect(ids.has(unassigned.groupId)).toBe(works);
    expect(ids.has(burning.emergency.groupId)).toBe(leads);
    expect(ids.has(burning.due.groupId)).toBe(leads);
    expect(ids.has(burning.quiet.groupId)).toBe(false);
    expect(ids.has(customer.mainGroupId)).toBe(false);
    for (const { isMember, unread, mentionsMe, internal, ticket } of rows) {
      expect({ isMember, unread, mentionsMe, internal }).toEqual({
        isMember: false,
        unread: false,
        mentionsMe: false,
        internal: null,
      });
      const seen = { ticketId: ticket?.id ?? "", now: new Date() };
      await expect(accessTicket(prisma(), actor, seen, "see")).resolves.toBeDefined();
    }
    if (works) return;
    expect(await pageFor(actor)).toMatchObject({
      rows: [],
      counts: { all: 0, unassigned: 0, emergencies: 0 },
      customers: [],
    });
  });

  it("who takes a ticket has it as a member's row, and who left a group has it no longer", async () => {
    const lonely = await aSupportedCustomer({ onDuty: false });
    const ticket = await aTicket(lonely);
    const rowOf = async (actor: StaffActor) =>
      (await every(actor, { text: `#${ticket.number}`, accountId: lonely.accountId }))[0];
    expect(await rowOf(lonely.engineer)).toMatchObject({ isMember: false });
    await takeTicket(lonely.engineer, { ticketId: ticket.id, version: ticket.version }, { now: new Date() });
    expect(await rowOf(lonely.engineer)).toMatchObject({ isMember: true });
    await prisma().groupMember.updateMany({
      where: { personId: lonely.tam.personId, groupId: { in: [ticket.groupId, ticket.internalGroupId] } },
      data: { leftAt: new Date() },
    });
    expect(await rowOf(lonely.tam)).toBeUndefined();
  });
});
