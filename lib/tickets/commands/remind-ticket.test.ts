import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { isWithoutHoles } from "@/lib/testing/conversation-world";
import { onLeave } from "@/lib/testing/duty-world";
import {
  aColleague,
  aLadder,
  type Ladder,
  minutesLater,
  morning,
  openReminder,
  press,
  reminderLines,
  remindersOf,
} from "@/lib/testing/reminder-world";
import { climbReminder } from "@/lib/tickets/commands/climb-reminder";
import { remindTicket } from "@/lib/tickets/commands/remind-ticket";
import { getReminder } from "@/lib/tickets/queries/get-reminder";

const system = { kind: "system", name: "test" } as const;

describe("Reminder", () => {
  it("tells the engineer, says so in the group, and shows the ladder with its times", async () => {
    const own = await aLadder();
    const view = await press(own, 20);

    expect(view).toMatchObject({
      state: "running",
      answer: "told",
      serverTime: minutesLater(20).now.toISOString(),
      nextPressAt: minutesLater(50).now.toISOString(),
      reminder: { presses: 1, hasAsked: true, seenAt: null, askedBy: [{ name: "Wang Xiaoyu" }] },
    });
    expect(view.reminder?.ladder).toEqual([
      {
        rung: "assignee",
        state: "told",
        at: minutesLater(20).now.toISOString(),
        people: [{ personId: own.engineer.personId, name: "Guo Kai", hasSeen: false }],
      },
      { rung: "duty_lead", state: "next", at: minutesLater(35).now.toISOString(), people: [] },
      { rung: "tam", state: "later", at: minutesLater(50).now.toISOString(), people: [] },
      { rung: "manager", state: "later", at: minutesLater(80).now.toISOString(), people: [] },
    ]);
    expect(await reminderLines(own.ticket.groupId)).toEqual([
      { kind: "pressed", addressees: [own.engineer.personId] },
    ]);
    expect(await isWithoutHoles(own.ticket.groupId)).toBe(true);
  });

  it("shows the desk the same", async () => {
    const own = await aLadder();
    const { answer: _answer, ...pressed } = await press(own, 20);
    expect(await getReminder(own.engineer, own, minutesLater(20))).toEqual({
      ...pressed,
      answer: null,
      reminder: { ...pressed.reminder, hasAsked: false },
    });
  });

  it("is not possible in the first 15 minutes, and leaves nothing", async () => {
    const own = await aLadder();
    expect(await press(own, 14)).toMatchObject({
      state: "too_early",
      answer: "not_sent",
      nextPressAt: minutesLater(15).now.toISOString(),
      reminder: null,
    });
    expect(await remindersOf(own.ticketId)).toBe(0);
    expect(await press(own, 15)).toMatchObject({ answer: "told" });
  });

  it("is possible after half of what is promised for an S1", async () => {
    const own = await aLadder({ severity: "s1" });
    expect(await press(own, 4)).toMatchObject({ answer: "not_sent" });
    expect(await press(own, 5)).toMatchObject({ answer: "told" });
  });

  it("takes two people's presses at the same moment for one reminder, and names both", async () => {
    const own = await aLadder();
    const colleague = await aColleague(own);
    const presses = [own.employees[0], colleague].map(async (employee) =>
      remindTicket(employee, { ticketId: own.ticketId }, minutesLater(20)),
    );
    const answers = (await Promise.all(presses)).map(({ answer }) => answer);

    expect(new Set(answers)).toEqual(new Set(["joined", "told"]));
    expect(await remindersOf(own.ticketId)).toBe(1);
    const view = await getReminder(own.employees[0], own, minutesLater(21));
    expect(view.reminder?.askedBy.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Li Na", "Wang Xiaoyu"]),
    );
    expect((await reminderLines(own.ticket.groupId)).map(({ kind }) => kind)).toEqual(["pressed", "joined"]);
    expect(await prisma().mention.count({ where: { personId: own.engineer.personId } })).toBe(2);
  });

  it("counts the same person's presses once in a minute and says nothing of them", async () => {
    const own = await aLadder();
    await press(own, 20);
    const again = await Promise.all([press(own, 20.5), press(own, 20.5), press(own, 21)]);
    expect(again.map(({ answer }) => answer)).toEqual(["already", "already", "already"]);
    expect(again.at(-1)?.reminder?.presses).toBe(1);

    expect((await press(own, 22)).reminder?.presses).toBe(2);
    expect(await reminderLines(own.ticket.groupId)).toHaveLength(1);
  });

  it("tells everybody told so far again after half an hour, and goes on where the ladder stood", async () => {
    const own = await aLadder();
    const colleague = await aColleague(own);
    await press(own, 20);
    await remindTicket(colleague, { ticketId: own.ticketId }, minutesLater(25));
    const first = await openReminder(own.ticketId);
    await climbReminder(system, { reminderId: first?.id ?? "" }, minutesLater(35));
    expect((await press(own, 49)).answer).toBe("already");
    const view = await press(own, 50);

    expect(view).toMatchObject({
      answer: "repeated",
      nextPressAt: minutesLater(80).now.toISOString(),
      reminder: { presses: 4 },
    });
    expect(view.reminder?.askedBy).toHaveLength(2);
    expect(view.reminder?.ladder.map(({ rung, state, at }) => [rung, state, at])).toEqual([
      ["assignee", "told", minutesLater(50).now.toISOString()],
      ["duty_lead", "told", minutesLater(50).now.toISOString()],
      ["tam", "next", minutesLater(50).now.toISOString()],
      ["manager", "later", minutesLater(80).now.toISOString()],
    ]);
    expect((await reminderLines(own.ticket.groupId)).at(-1)).toEqual({
      kind: "repeated",
      addressees: [own.engineer.personId, own.lead.personId].toSorted(),
    });
    expect(await remindersOf(own.ticketId)).toBe(2);
  });
});

describe("whom a reminder is told first", () => {
  it("is the duty lead where there is no engineer", async () => {
    const own = await aLadder({ onDuty: false });
    expect((await getReminder(own.employees[0], own, minutesLater(20))).state).toBe("unassigned");
    const { reminder } = await press(own, 20);
    expect(reminder?.ladder[0]?.people).toMatchObject([{ personId: own.lead.personId }]);
  });

  it.each([
    ["on leave", async (own: Ladder) => onLeave(own.engineer, { from: minutesLater(10).now })],
    [
      "off their shift",
      async (own: Ladder) =>
        prisma().shift.updateMany({
          where: { personId: own.engineer.personId },
          data: { endsAt: minutesLater(10).now },
        }),
    ],
    [
      "disabled",
      async (own: Ladder) =>
        prisma().staffAccount.update({
          where: { personId: own.engineer.personId },
          data: { disabledAt: morning },
        }),
    ],
  ])("is the duty lead while the engineer is %s", async (_why, leave) => {
    const own = await aLadder();
    await leave(own);
    const { reminder } = await press(own, 20);

    expect(reminder?.ladder[0]).toMatchObject({ rung: "assignee", people: [{ name: "Lead" }] });
    const member = await prisma().groupMember.findUnique({
      where: { groupId_personId: { groupId: own.ticket.groupId, personId: own.lead.personId } },
    });
    expect(member).toMatchObject({ leftAt: null, side: "service" });
  });

  it("is an engineer off their shift where nobody leads", async () => {
    const own = await aLadder({ leads: false });
    await prisma().shift.deleteMany({ where: { personId: own.engineer.personId } });
    expect((await press(own, 20)).reminder?.ladder[0]?.people).toMatchObject([{ name: "Guo Kai" }]);
  });

  it("is whoever is there next where nobody leads, rungs with nobody passed at once", async () => {
    const own = await aLadder({ onDuty: false, leads: false });
    const { reminder } = await press(own, 20);
    expect(reminder?.ladder.map(({ rung, state }) => [rung, state])).toEqual([
      ["assignee", "nobody"],
      ["duty_lead", "nobody"],
      ["tam", "told"],
      ["manager", "next"],
    ]);
  });

  it("is nobody when all are away: said so, and tried again until somebody is there", async () => {
    const own = await aLadder({ onDuty: false });
    for (const person of [own.lead, own.manager, own.tam, own.deputy])
      await onLeave(person, { from: morning, until: minutesLater(40).now });
    expect(await press(own, 20)).toMatchObject({
      answer: "unheard",
      state: "kept",
      reminder: { presses: 1 },
    });
    const reminder = await openReminder(own.ticketId);
    expect(reminder).toMatchObject({ steps: [], nextAt: minutesLater(21).now });
    await climbReminder(system, { reminderId: reminder?.id ?? "" }, minutesLater(21));
    expect((await openReminder(own.ticketId))?.nextAt).toEqual(minutesLater(22).now);
    await climbReminder(system, { reminderId: reminder?.id ?? "" }, minutesLater(41));

    expect(await reminderLines(own.ticket.groupId)).toEqual([
      { kind: "unheard", addressees: [] },
      { kind: "opened", addressees: [own.lead.personId] },
    ]);
  });
});
