import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { listMessages } from "@/lib/messages/queries/list-messages";
import { listMessagesInput } from "@/lib/messages/contract";
import { refusalOf } from "@/lib/testing/channel-world";
import {
  aCustomer,
  aMainGroup,
  anEmployee,
  anEngineer,
  archive,
  isWithoutHoles,
} from "@/lib/testing/conversation-world";
import { aProduct, aShift, onLeave, withCapacity, withSkills } from "@/lib/testing/duty-world";
import {
  aSupportedCustomer,
  aTicket,
  aTicketForm,
  eventsOf,
  type SupportedCustomer,
  ticketOf,
} from "@/lib/testing/ticket-world";
import { createTicket } from "@/lib/tickets/commands/create-ticket";

const now = new Date();

let customer: SupportedCustomer;

beforeAll(async () => {
  customer = await aSupportedCustomer();
});

async function presentIn(groupId: string): Promise<string[]> {
  const members = await prisma().groupMember.findMany({ where: { groupId, leftAt: null } });
  return members.map(({ personId }) => personId).toSorted();
}

describe("creating a ticket", () => {
  it("makes ticket, groups, members, opening message, clocks and assignment at once", async () => {
    const [requester] = customer.employees;
    const created = await createTicket(requester, aTicketForm(customer), { now });
    const ticket = await ticketOf(created.id);

    expect(created).toMatchObject({ assigneeName: "Guo Kai", waitingForDuty: null, replayed: false });
    expect(ticket).toMatchObject({
      status: "assigned",
      assigneeId: customer.engineer.personId,
      assignmentDueAt: null,
      accountId: customer.accountId,
    });
    expect(ticket.number).toBeGreaterThan(10_000);
    expect(ticket.firstResponseDueAt).not.toBeNull();
    const staff = [customer.tam.personId, customer.engineer.personId];
    expect(await presentIn(ticket.groupId)).toEqual([requester.personId, ...staff].toSorted());
    expect(await presentIn(ticket.internalGroupId)).toEqual(staff.toSorted());
    expect(await eventsOf(ticket.id)).toEqual(["created", "assigned"]);
    expect(await isWithoutHoles(ticket.groupId)).toBe(true);
    expect(await isWithoutHoles(ticket.internalGroupId)).toBe(true);
  });

  it("opens its group with a system line and the form's content in the requester's name", async () => {
    const [requester] = customer.employees;
    const ticket = await aTicket(customer, { resourceIds: ["i-1", "i-2"], region: "cn-hangzhou" });

    const { messages } = await listMessages(requester, listMessagesInput.parse({ groupId: ticket.groupId }));

    expect(messages.map(({ notice }) => notice?.kind ?? null)).toEqual([
      "ticket.created",
      null,
      "ticket.assigned",
    ]);
    expect(messages[1]).toMatchObject({ senderId: requester.personId });
    expect(messages[1]?.body).toContain("every second request ends in a time-out");
    expect(messages[1]?.body).toContain("`i-1` `i-2`");
    expect(messages[1]?.body).toContain("cn-hangzhou");
  });

  it("tells the engineer, the TAM and the requester, each by a mention of what concerns them", async () => {
    const ticket = await aTicket(customer);

    const mentions = await prisma().mention.findMany({
      where: { groupId: ticket.groupId },
      select: { personId: true, message: { select: { notice: true } } },
    });

    const told = mentions.map(({ personId, message }) => `${personId} ${JSON.stringify(message.notice)}`);
    const kindsFor = (personId: string) =>
      told.filter((line) => line.startsWith(personId)).map((line) => /"(ticket\.\w+)"/.exec(line)?.[1]);
    expect(kindsFor(customer.engineer.personId)).toEqual(["ticket.assigned"]);
    expect(kindsFor(customer.tam.personId)).toEqual(["ticket.created"]);
    expect(kindsFor(customer.employees[0].personId)).toEqual(["ticket.assigned"]);
  });

  it("makes one ticket of a double click, of two tabs and of a retry after a time-out", async () => {
    const [requester] = customer.employees;
    const form = aTicketForm(customer);
    const both = await Promise.all([
      createTicket(requester, form, { now }),
      createTicket(requester, form, { now }),
      createTicket(requester, form, { now }),
    ]);
    const again = await createTicket(requester, form, { now });

    expect(new Set([...both, again].map(({ id }) => id)).size).toBe(1);
    expect(both.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(again.replayed).toBe(true);
    expect(await prisma().ticket.count({ where: { clientId: form.clientId } })).toBe(1);
    expect(
      await prisma().group.count({ where: { name: { endsWith: form.title }, id: both[0]?.groupId } }),
    ).toBe(1);
  });

  it("refuses the id of a form that was used for another text", async () => {
    const [requester] = customer.employees;
    const form = aTicketForm(customer);
    await createTicket(requester, form, { now });

    expect(
      await refusalOf(() => createTicket(requester, { ...form, title: "Something else" }, { now })),
    ).toEqual({ code: "CONFLICT", reason: "tickets.form_used", changed: [] });
  });
});

describe("refusals leave no trace", () => {
  it.each([
    { why: "an unknown product", given: { productCode: "none" }, reason: "tickets.no_such_product" },
    {
      why: "a beginning in the future",
      given: { beganAt: new Date(now.getTime() + 3_600_000).toISOString() },
      reason: "tickets.began_in_future",
    },
    {
      why: "a file that is not there",
      given: { attachmentIds: [randomUUID()] },
      reason: "messages.no_such_attachment",
    },
  ])("$why", async ({ given, reason }) => {
    const [requester] = customer.employees;
    const refusal = await refusalOf(() => createTicket(requester, aTicketForm(customer, given), { now }));

    expect(refusal).toEqual({ code: "INVALID_INPUT", reason, changed: [] });
  });

  it("a stranger", async () => {
    const stranger = await anEmployee(await aCustomer());
    const refusal = await refusalOf(() => createTicket(stranger, aTicketForm(customer), { now }));

    expect(refusal).toEqual({ code: "NOT_FOUND", reason: "groups.no_such_group", changed: [] });
  });

  it("an archived main group, a group that is no main group, and a plan that ran out", async () => {
    const own = await aSupportedCustomer();
    const [requester] = own.employees;
    const ticket = await aTicket(own);
    const reasonOf = async (given = {}, at = now) => {
      const refusal = await refusalOf(() => createTicket(requester, aTicketForm(own, given), { now: at }));
      expect(refusal.changed).toEqual([]);
      return "reason" in refusal ? refusal.reason : refusal.thrown;
    };

    expect(await reasonOf({ groupId: ticket.groupId })).toBe("tickets.not_a_main_group");
    expect(await reasonOf({}, new Date(now.getTime() + 2 * 24 * 3_600_000))).toBe("tickets.plan_expired");
    await archive(own.mainGroupId);
    expect(await reasonOf()).toBe("groups.may_not_post");
  });
});

describe("who gets the ticket", () => {
  async function assigneeOf(own: SupportedCustomer, given = {}) {
    return (await aTicket(own, given)).assigneeId;
  }

  it("is the least loaded of those on duty with the skill and with room", async () => {
    const own = await aSupportedCustomer();
    const [busy, free] = [own.engineer, await anEngineer("Free")];
    await withSkills(free, [own.productCode]);
    await aShift(free, { endsAt: new Date(now.getTime() + 3_600_000) });
    await aShift(await anEngineer("Unskilled"), { endsAt: new Date(now.getTime() + 3_600_000) });

    const got = [await assigneeOf(own), await assigneeOf(own), await assigneeOf(own), await assigneeOf(own)];

    expect(got.filter((id) => id === busy.personId)).toHaveLength(2);
    expect(got.filter((id) => id === free.personId)).toHaveLength(2);
  });

  it("is somebody of the product's fall-back where nobody of the product is on duty", async () => {
    const own = await aSupportedCustomer();
    const productCode = await aProduct({ fallbackCode: own.productCode });

    expect(await assigneeOf(own, { productCode })).toBe(own.engineer.personId);
  });

  it("is nobody who is full, but for what is urgent", async () => {
    const own = await aSupportedCustomer();
    await withCapacity(own.engineer, 0);

    expect(await assigneeOf(own, { severity: "s3" })).toBeNull();
    expect(await assigneeOf(own, { severity: "s1" })).toBe(own.engineer.personId);
  });

  it("is nobody on leave, and not the night shift's after it has ended", async () => {
    const own = await aSupportedCustomer({ onDuty: false });
    await aShift(own.engineer, { startsAt: new Date(now.getTime() - 7_200_000), endsAt: now });
    expect(await assigneeOf(own)).toBeNull();

    await aShift(own.engineer, { startsAt: now, endsAt: new Date(now.getTime() + 7_200_000) });
    await onLeave(own.engineer, { from: now });
    expect(await assigneeOf(own)).toBeNull();
  });
});

describe("nobody on duty", () => {
  it("says so with the next shift, and tells the duty lead, who joins", async () => {
    const own = await aSupportedCustomer({ onDuty: false });
    const startsAt = new Date(now.getTime() + 5 * 3_600_000);
    await aShift(own.engineer, { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) });
    const lead = await anEngineer("Lead", ["duty_lead"]);
    await aShift(lead, { kind: "duty_lead", endsAt: new Date(now.getTime() + 1_000) });

    const created = await createTicket(own.employees[0], aTicketForm(own), { now });

    expect(created).toMatchObject({
      assigneeName: null,
      waitingForDuty: { nextShiftAt: startsAt.toISOString() },
    });
    const ticket = await ticketOf(created.id);
    expect(await eventsOf(ticket.id)).toEqual(["created", "waiting_for_duty"]);
    expect(await presentIn(ticket.groupId)).toContain(lead.personId);
    expect(
      await prisma().mention.count({ where: { groupId: ticket.groupId, personId: lead.personId } }),
    ).toBe(1);
    await prisma().shift.deleteMany({ where: { personId: lead.personId } });
  });

  it("tells those who lead where TAM and deputy are not there", async () => {
    const own = await aSupportedCustomer({ onDuty: false });
    await onLeave(own.tam, { from: new Date(now.getTime() - 1_000) });
    const manager = await anEngineer("Manager", ["manager"]);
    const ticket = await aTicket(own);

    expect(
      await prisma().mention.count({ where: { groupId: ticket.groupId, personId: manager.personId } }),
    ).toBe(1);
  });

  it("tells the TAM where there is no duty lead, and says so where nothing is planned", async () => {
    const own = await aSupportedCustomer({ onDuty: false });
    const ticket = await aTicket(own);

    expect(await eventsOf(ticket.id)).toEqual(["created", "nobody_planned"]);
    expect(
      await prisma().mention.count({ where: { groupId: ticket.groupId, personId: own.tam.personId } }),
    ).toBe(2);
    expect(ticket.assignmentDueAt).not.toBeNull();
  });
});

it("is made in a group of one's own channel alone", async () => {
  const other = await aCustomer();
  const elsewhere = await aMainGroup(other, { employees: [await anEmployee(other)] });

  await expect(
    createTicket(customer.employees[0], aTicketForm(customer, { groupId: elsewhere }), { now }),
  ).rejects.toThrow("NOT_FOUND groups.no_such_group");
});
