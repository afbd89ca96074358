import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { anEmployee, anEngineer } from "@/lib/testing/conversation-world";
import {
  aColleague,
  aLadder,
  type Ladder,
  minutesLater,
  move,
  openReminder,
  press,
  reminderLines,
  remindersOf,
} from "@/lib/testing/reminder-world";
import { say, sayUnheard, ticketOf } from "@/lib/testing/ticket-world";
import { climbReminder } from "@/lib/tickets/commands/climb-reminder";
import { closeTicket } from "@/lib/tickets/commands/close-ticket";
import { remindTicket } from "@/lib/tickets/commands/remind-ticket";
import { remindTicketInput } from "@/lib/tickets/contract";
import { getReminder } from "@/lib/tickets/queries/get-reminder";

const system = { kind: "system", name: "test" } as const;

describe("instead of a reminder", () => {
  it("the customer is told what is awaited of them", async () => {
    const own = await aLadder();
    await say(own.ticket, own.engineer, "Please send the **log**.", minutesLater(20).now);
    await move(own, "waiting_for_customer", 21);

    expect(await press(own, 120)).toMatchObject({
      state: "waiting_for_customer",
      answer: "not_sent",
      awaited: {
        since: minutesLater(21).now.toISOString(),
        question: { name: "Guo Kai", excerpt: "Please send the log." },
      },
    });
    expect((await getReminder(own.lead, own, minutesLater(120))).awaited).toMatchObject({ question: null });
    expect(await remindersOf(own.ticketId)).toBe(0);
  });

  it("a ticket whose customer has just answered counts as not waiting, before anybody noted it", async () => {
    const own = await aLadder();
    await say(own.ticket, own.engineer, "Please send the log.", minutesLater(20).now);
    await move(own, "waiting_for_customer", 21);
    await sayUnheard(own.ticket, own.employees[0], "Here it is.", minutesLater(120).now);
    expect(await press(own, 120)).toMatchObject({ answer: "told" });
  });

  it("a resolved and a closed ticket say so", async () => {
    const own = await aLadder();
    await move(own, "resolved", 20);
    expect(await press(own, 60)).toMatchObject({ state: "resolved", answer: "not_sent", reminder: null });
    const { version } = await ticketOf(own.ticketId);
    await closeTicket(own.employees[0], { ticketId: own.ticketId, version }, minutesLater(70));
    expect(await press(own, 80)).toMatchObject({ state: "closed", answer: "not_sent" });
    expect(await remindersOf(own.ticketId)).toBe(0);
  });

  it("an answer given a moment before counts, before anybody noted it", async () => {
    const own = await aLadder();
    await sayUnheard(own.ticket, own.engineer, "I am on it.", minutesLater(20).now);
    expect(await press(own, 20)).toMatchObject({
      state: "too_early",
      answer: "not_sent",
      nextPressAt: minutesLater(35).now.toISOString(),
    });
    expect((await ticketOf(own.ticketId)).status).toBe("in_progress");
  });
});

describe("outside service hours", () => {
  // 20:00 in Shanghai; the service opens at 09:00.
  const evening = 10 * 60;
  const opening = 23 * 60;

  it("a reminder of an S3 is kept, and told when the service opens", async () => {
    const own = await aLadder();
    expect((await getReminder(own.employees[0], own, minutesLater(evening))).state).toBe("outside_hours");
    const view = await press(own, evening);
    expect(view).toMatchObject({
      state: "kept",
      answer: "kept",
      opensAt: minutesLater(opening).now.toISOString(),
    });
    expect(view.reminder?.ladder.map(({ state, at }) => [state, at])).toEqual([
      ["next", minutesLater(opening).now.toISOString()],
      ["later", minutesLater(opening + 15).now.toISOString()],
      ["later", minutesLater(opening + 30).now.toISOString()],
      ["later", minutesLater(opening + 60).now.toISOString()],
    ]);
    expect(await prisma().mention.count({ where: { personId: own.engineer.personId } })).toBe(1);

    const { id: reminderId } = (await openReminder(own.ticketId)) ?? { id: "" };
    await climbReminder(system, { reminderId }, minutesLater(opening));
    expect(await reminderLines(own.ticket.groupId)).toEqual([
      { kind: "kept", addressees: [] },
      { kind: "opened", addressees: [own.engineer.personId] },
    ]);
  });

  it("a second press joins the one that is kept", async () => {
    const own = await aLadder();
    const colleague = await aColleague(own);
    await press(own, evening);
    const view = await remindTicket(colleague, { ticketId: own.ticketId }, minutesLater(evening + 60));
    expect(view).toMatchObject({ state: "kept", answer: "joined", reminder: { presses: 2 } });
  });

  it("a reminder of an S2 is told at once", async () => {
    const own = await aLadder({ severity: "s2" });
    expect(await press(own, evening)).toMatchObject({ state: "running", answer: "told" });
  });
});

describe("a press that waited for a connection", () => {
  const late = async (own: Ladder, pressedMinutes: number, minutes: number) => {
    const pressedAt = minutesLater(pressedMinutes).now.toISOString();
    return remindTicket(own.employees[0], { ticketId: own.ticketId, pressedAt }, minutesLater(minutes));
  };

  it("tells the engineer if nobody has answered since", async () => {
    const own = await aLadder();
    expect(await late(own, 20, 60)).toMatchObject({ answer: "told" });
  });

  it("tells nobody if somebody answered since, however long ago", async () => {
    const own = await aLadder();
    await say(own.ticket, own.engineer, "Found it.", minutesLater(30).now);
    expect(await late(own, 20, 60)).toMatchObject({ answer: "outdated", state: "ready" });
    expect(await remindersOf(own.ticketId)).toBe(0);
  });

  it("tells nobody if a colleague's reminder was answered since", async () => {
    const own = await aLadder();
    await press(own, 25);
    await say(own.ticket, own.engineer, "Found it.", minutesLater(26).now);
    expect(await late(own, 20, 60)).toMatchObject({ answer: "outdated" });
  });

  it("joins a colleague's reminder that still runs", async () => {
    const own = await aLadder();
    const colleague = await aColleague(own);
    await remindTicket(colleague, { ticketId: own.ticketId }, minutesLater(25));
    expect(await late(own, 20, 30)).toMatchObject({ answer: "joined" });
  });

  it("says that the ticket was resolved since, not that it is too early", async () => {
    const own = await aLadder();
    await move(own, "resolved", 30);
    expect(await late(own, 20, 60)).toMatchObject({ state: "resolved", answer: "not_sent" });
  });

  it("refuses a time that is none", () => {
    expect(remindTicketInput.safeParse({ ticketId: crypto.randomUUID(), pressedAt: "soon" }).success).toBe(
      false,
    );
  });
});

describe("strangers", () => {
  it("reach no ticket by it, and nobody but its group's customers presses", async () => {
    const own = await aLadder();
    const by = async (actor: Parameters<typeof remindTicket>[0]) =>
      remindTicket(actor, { ticketId: own.ticketId }, minutesLater(20));
    const other = await aLadder();
    await expect(by(other.employees[0])).rejects.toThrow("NOT_FOUND tickets.no_such_ticket");
    await expect(by(await anEmployee(own))).rejects.toThrow("NOT_FOUND tickets.no_such_ticket");
    await expect(by({ ...own.employees[0], channelId: other.channelId })).rejects.toThrow("NOT_FOUND");
    await expect(by(own.employees[1])).rejects.toThrow("NOT_FOUND tickets.no_such_ticket");
    expect(await remindersOf(own.ticketId)).toBe(0);

    const read = async (actor: Parameters<typeof getReminder>[0]) =>
      getReminder(actor, { ticketId: own.ticketId }, minutesLater(20));
    await expect(read(other.employees[0])).rejects.toThrow("NOT_FOUND tickets.no_such_ticket");
    await expect(read(await anEngineer("Stranger"))).rejects.toThrow("NOT_FOUND tickets.no_such_ticket");
  });

  it("an owner who is not in the ticket's group sees that it exists, and presses nothing", async () => {
    const own = await aLadder();
    await prisma().groupMember.updateMany({
      where: { groupId: own.mainGroupId, personId: own.employees[1].personId },
      data: { role: "owner" },
    });
    const input = { ticketId: own.ticketId };
    await expect(remindTicket(own.employees[1], input, minutesLater(20))).rejects.toThrow("tickets.not_now");
    await expect(getReminder(own.employees[1], input, minutesLater(20))).rejects.toThrow(
      "FORBIDDEN tickets.may_not_read",
    );
  });
});
