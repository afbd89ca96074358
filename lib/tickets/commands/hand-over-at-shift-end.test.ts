import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { setLeave } from "@/lib/duty/commands/set-leave";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { declareIncident } from "@/lib/incidents/commands/declare-incident";
import { lapseAcknowledgement } from "@/lib/incidents/commands/lapse-acknowledgement";
import { declareIncidentInput } from "@/lib/incidents/contract";
import { noticeWords } from "@/lib/i18n/notice-words";
import { translator } from "@/lib/i18n/translator";
import { anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { aProduct, aShift, withSkills } from "@/lib/testing/duty-world";
import { END, shiftEndScene } from "@/lib/testing/shift-end-scene";
import { after, DAY, HOUR, start } from "@/lib/testing/ticket-scene";
import { aTicket, eventsOf, say, ticketOf } from "@/lib/testing/ticket-world";
import { handOverAtShiftEnd } from "@/lib/tickets/commands/hand-over-at-shift-end";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { setSlaPolicy } from "@/lib/tickets/commands/set-sla-policy";
import { ticketSweeps } from "@/lib/tickets/jobs";
import { defaultSlaPolicy, defaultSlaTargets } from "@/lib/tickets/sla-targets";

const scene = shiftEndScene();
const system = { kind: "system", name: "test" } as const;
const MINUTE = 60_000;

async function sweep(at: number): Promise<void> {
  await ticketSweeps
    .find(({ name }) => name === "ticket-shift-end")
    ?.run(after(at), new AbortController().signal);
}

const assigneeOf = async (id: string) => (await ticketOf(id)).assigneeId;

/** Whether after a look at `at` the ticket is still this person's, and nothing happened to it. */
async function staysWith(id: string, { personId }: StaffActor, at: number): Promise<boolean> {
  const before = await ticketOf(id);
  await sweep(at);
  await handOverAtShiftEnd(system, { ticketId: id }, after(at));
  const { assigneeId, version } = await ticketOf(id);
  return assigneeId === personId && version === before.version;
}

/** Whether a look at `at` hands the ticket over to this person. */
async function goesTo(id: string, { personId }: StaffActor, at: number): Promise<boolean> {
  await sweep(at);
  const { assigneeId } = await ticketOf(id);
  return assigneeId === personId && (await eventsOf(id)).at(-1) === "handed_over_at_shift_end";
}

describe("at the end of a shift", () => {
  it.each(["s1", "s2"] as const)(
    "an open %s goes to who is on duty then, and not before",
    async (severity) => {
      const { id, groupId } = await scene.ticket(severity);
      expect(await staysWith(id, scene.own.engineer, END - 1)).toBe(true);
      expect(await goesTo(id, scene.next, END)).toBe(true);
      await sweep(END + 1);

      expect(await eventsOf(id)).toEqual(["created", "assigned", "handed_over_at_shift_end"]);
      expect(await isWithoutHoles(groupId)).toBe(true);
    },
  );

  it("is said in the group in both languages, to both engineers and the requester; who had it stays a member", async () => {
    const { id, groupId, internalGroupId } = await scene.ticket("s1");
    await sweep(END);

    const { engineer, employees } = scene.own;
    const line = await prisma().message.findFirstOrThrow({
      where: { groupId, createdAt: after(END).now },
      include: { mentions: true },
    });
    const everybody = [engineer, scene.next, employees[0]].map(({ personId }) => personId);
    expect(line.mentions.map(({ personId }) => personId).toSorted()).toEqual(everybody.toSorted());
    const data = { assigneeId: scene.next.personId, previousAssigneeId: engineer.personId };
    const notice = { kind: "ticket.handed_over_at_shift_end", data };
    expect(line.notice).toMatchObject(notice);
    const nameOf = (personId: string) => (personId === engineer.personId ? "Guo Kai" : "Next");
    const words = (locale: "en" | "zh-CN") =>
      noticeWords(translator(locale), notice, { nameOf, timeOf: String }).line;
    expect(words("en")).toBe("The shift of Guo Kai has ended. Next is the engineer of this ticket now");
    expect(words("zh-CN")).toBe("Guo Kai 的班次已结束，此工单现由 Next 负责处理");
    const members = await prisma().groupMember.findMany({
      where: {
        groupId: { in: [groupId, internalGroupId] },
        personId: { in: [engineer.personId, scene.next.personId] },
        leftAt: null,
      },
    });
    expect(members).toHaveLength(4);
    const { status } = await ticketOf(id);
    expect(status).toBe("assigned");
  });

  it.each(["s3", "s4"] as const)("an %s stays with its engineer", async (severity) => {
    const { id } = await scene.ticket(severity);
    expect(await staysWith(id, scene.own.engineer, END)).toBe(true);
  });

  it("the plan says which severities run around the clock", async () => {
    const [severe, mild] = [await scene.ticket("s1"), await scene.ticket("s4")];
    const { calendar } = defaultSlaPolicy;
    await setSlaPolicy(
      system,
      {
        alias: scene.own.accountId,
        calendar: { ...calendar, weekly: [...calendar.weekly], exceptions: [] },
        targets: { ...defaultSlaTargets, s1: defaultSlaTargets.s4, s4: defaultSlaTargets.s1 },
      },
      { now: start },
    );

    expect(await staysWith(severe.id, scene.own.engineer, END)).toBe(true);
    expect(await goesTo(mild.id, scene.next, END)).toBe(true);
  });

  it("what waits for the customer stays, until they answer", async () => {
    const ticket = await scene.ticket("s1");
    await say(ticket, scene.own.engineer, "What does the log say?", after(HOUR).now);
    const { version } = await ticketOf(ticket.id);
    await moveTicket(
      scene.own.engineer,
      { ticketId: ticket.id, version, status: "waiting_for_customer" },
      after(HOUR),
    );
    expect(await staysWith(ticket.id, scene.own.engineer, END)).toBe(true);

    await say(ticket, scene.own.employees[0], "Out of memory.", after(END + HOUR).now);
    expect(await goesTo(ticket.id, scene.next, END + HOUR)).toBe(true);
    expect((await ticketOf(ticket.id)).status).toBe("in_progress");
  });

  it("what is resolved stays", async () => {
    const { id: ticketId, version } = await scene.ticket("s1");
    await moveTicket(scene.own.engineer, { ticketId, version, status: "resolved" }, after(HOUR));
    expect(await staysWith(ticketId, scene.own.engineer, END)).toBe(true);
  });

  it("with nobody on duty it stays and nobody is told; the next who comes gets it", async () => {
    await prisma().shift.deleteMany({ where: { personId: scene.next.personId } });
    const { id } = await scene.ticket("s1");
    expect(await staysWith(id, scene.own.engineer, END)).toBe(true);
    expect((await ticketOf(id)).assignmentDueAt).toBeNull();

    await aShift(scene.next, { startsAt: after(END + HOUR).now, endsAt: after(DAY).now });
    expect(await staysWith(id, scene.own.engineer, END + HOUR - 1)).toBe(true);
    expect(await goesTo(id, scene.next, END + HOUR)).toBe(true);
  });

  it("the least loaded gets it, and where nobody knows the product, to who knows what it falls back to", async () => {
    const busy = await withSkills(await anEngineer("Busy"), [scene.own.productCode]);
    await aShift(busy, { startsAt: after(END).now, endsAt: after(DAY).now });
    const theirs = await scene.ticket("s3");
    await scene.give(theirs.id, busy, HOUR);
    const ticket = await scene.ticket("s1");
    expect(await goesTo(ticket.id, scene.next, END)).toBe(true);

    const special = await aProduct({ fallbackCode: scene.own.productCode });
    await withSkills(scene.own.engineer, [special]);
    const own = await aTicket(scene.own, { severity: "s1", productCode: special, now: start });
    await sweep(END);
    expect([busy.personId, scene.next.personId]).toContain(await assigneeOf(own.id));
  });
});

describe("whose shift has not ended", () => {
  it("is who goes on with another shift, overlapping or starting at that instant", async () => {
    const { id } = await scene.ticket("s1");
    await aShift(scene.own.engineer, { startsAt: after(END - HOUR).now, endsAt: after(END + HOUR).now });
    await aShift(scene.own.engineer, { startsAt: after(END + HOUR).now, endsAt: after(END + 2 * HOUR).now });

    expect(await staysWith(id, scene.own.engineer, END)).toBe(true);
    expect(await staysWith(id, scene.own.engineer, END + HOUR)).toBe(true);
    expect(await goesTo(id, scene.next, END + 2 * HOUR)).toBe(true);
  });

  it("is who never had one, or had one of another kind", async () => {
    const [unplanned, lead] = [await anEngineer("Unplanned"), await anEngineer("Lead", ["duty_lead"])];
    await aShift(lead, { kind: "duty_lead", startsAt: after(0).now, endsAt: after(END).now });
    const [one, other] = [await scene.ticket("s1"), await scene.ticket("s1")];
    await scene.give(one.id, unplanned, HOUR);
    await scene.give(other.id, lead, HOUR);

    expect(await staysWith(one.id, unplanned, END)).toBe(true);
    expect(await staysWith(other.id, lead, END)).toBe(true);
  });

  it("is who got the ticket when it had ended already, until their next one ends", async () => {
    const { id } = await scene.ticket("s1");
    await sweep(END);
    await scene.give(id, scene.own.engineer, END + HOUR);
    expect(await staysWith(id, scene.own.engineer, END + HOUR)).toBe(true);

    const late = { startsAt: after(END + 2 * HOUR).now, endsAt: after(END + 3 * HOUR).now };
    await aShift(scene.own.engineer, late);
    expect(await staysWith(id, scene.own.engineer, END + 3 * HOUR - 1)).toBe(true);
    expect(await goesTo(id, scene.next, END + 3 * HOUR)).toBe(true);
  });

  it("is who got it at the very instant of the end", async () => {
    const { id } = await scene.ticket("s1");
    await scene.give(id, scene.next, HOUR);
    await scene.give(id, scene.own.engineer, END);
    expect(await staysWith(id, scene.own.engineer, END)).toBe(true);
  });
});

describe("an engineer who is still at it", () => {
  it("keeps a ticket whose emergency they acknowledged, until that lapses", async () => {
    const ticket = await scene.ticket("s1");
    const { incidentId } = await declareIncident(
      scene.own.employees[0],
      declareIncidentInput.parse({ ticketId: ticket.id, reason: "data_loss", impact: "All orders" }),
      after(END - 5 * MINUTE),
    );
    await acknowledgeIncident(scene.own.engineer, { incidentId }, after(END - 2 * MINUTE));
    expect(await staysWith(ticket.id, scene.own.engineer, END)).toBe(true);

    await lapseAcknowledgement(system, { incidentId }, after(END + 10 * MINUTE));
    expect(await goesTo(ticket.id, scene.next, END + 10 * MINUTE)).toBe(true);
  });

  it("does not keep one whose emergency somebody else acknowledged", async () => {
    const ticket = await scene.ticket("s1");
    const { incidentId } = await declareIncident(
      scene.own.employees[0],
      declareIncidentInput.parse({ ticketId: ticket.id, reason: "data_loss", impact: "All orders" }),
      after(END - 5 * MINUTE),
    );
    await acknowledgeIncident(scene.own.tam, { incidentId }, after(END - 2 * MINUTE));

    expect(await goesTo(ticket.id, scene.next, END)).toBe(true);
  });
});

it("who is on leave as well loses it as somebody on leave does, and is not said to have handed it over", async () => {
  const { id } = await scene.ticket("s1");
  const { engineer } = scene.own;
  const leave = { from: after(HOUR).now, until: null };
  await setLeave(engineer, { personId: engineer.personId, leave }, after(HOUR));

  expect(await staysWith(id, engineer, END)).toBe(true);
});

it("of two workers at once one hands it over, and the other finds nothing to do", async () => {
  const { id, groupId } = await scene.ticket("s1");
  const third = await withSkills(await anEngineer("Third"), [scene.own.productCode]);
  await aShift(third, { startsAt: after(END).now, endsAt: after(DAY).now });
  await Promise.all([1, 2, 3].map(() => sweep(END)));

  expect(await eventsOf(id)).toEqual(["created", "assigned", "handed_over_at_shift_end"]);
  expect([scene.next.personId, third.personId]).toContain(await assigneeOf(id));
  expect(await prisma().message.count({ where: { groupId, createdAt: after(END).now } })).toBe(1);
});
