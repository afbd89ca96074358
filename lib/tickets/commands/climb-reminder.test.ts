import { beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { newId } from "@/lib/db/new-id";
import { recordMessage } from "@/lib/messages/record-message";
import { asOwner } from "@/lib/testing/as-owner";
import { anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { onLeave } from "@/lib/testing/duty-world";
import {
  aLadder,
  minutesLater,
  morning,
  nobodyLeads,
  openReminder,
  reminderLines,
} from "@/lib/testing/reminder-world";
import { say, sayUnheard, ticketOf } from "@/lib/testing/ticket-world";
import { climbReminder } from "@/lib/tickets/commands/climb-reminder";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { noteRemindersSeen } from "@/lib/tickets/commands/note-reminders-seen";
import { remindTicket } from "@/lib/tickets/commands/remind-ticket";
import { getReminder } from "@/lib/tickets/queries/get-reminder";
import { listRemindersDue } from "@/lib/tickets/queries/list-reminders-due";
import { reminderSweeps } from "@/lib/tickets/reminder-jobs";

const system = { kind: "system", name: "test" } as const;
let own: Awaited<ReturnType<typeof aLadder>>;
let reminderId: string;

/** A reminder pressed 20 minutes after the ticket was created. */
async function reminded(given: Parameters<typeof aLadder>[0] = {}): Promise<void> {
  own = await aLadder(given);
  await remindTicket(own.employees[0], own, minutesLater(20));
  reminderId = (await openReminder(own.ticketId))?.id ?? "";
}

const climb = async (minutes: number) => climbReminder(system, { reminderId }, minutesLater(minutes));
const steps = async () => (await openReminder(own.ticketId))?.steps.map(({ personId }) => personId);
const lines = async () => reminderLines(own.ticket.groupId);
const kinds = async () => (await lines()).map(({ kind }) => kind);

beforeEach(async () => reminded());

describe("a reminder that nobody answers", () => {
  it("climbs from the engineer over duty lead and TAM to the manager, each in its time", async () => {
    const { engineer, lead, tam, manager } = own;
    for (const minutes of [34, 35, 36, 49, 50, 51, 79, 80, 81, 500]) await climb(minutes);

    expect(await steps()).toEqual([engineer, lead, tam, manager].map(({ personId }) => personId));
    const times = (await openReminder(own.ticketId))?.steps.map(({ decidedAt }) => decidedAt);
    expect(times).toEqual([20, 35, 50, 80].map((minutes) => minutesLater(minutes).now));
    expect(await lines()).toEqual([
      { kind: "pressed", addressees: [engineer.personId] },
      { kind: "climbed", addressees: [lead.personId] },
      { kind: "climbed", addressees: [tam.personId] },
      { kind: "climbed", addressees: [manager.personId] },
    ]);
    expect(await openReminder(own.ticketId)).toMatchObject({ rung: 3, nextAt: null, endedAt: null });
    expect(await isWithoutHoles(own.ticket.groupId)).toBe(true);
    const view = await getReminder(own.employees[0], own, minutesLater(90));
    expect(view.reminder?.ladder.map(({ state }) => state)).toEqual(["told", "told", "told", "told"]);
  });

  it("is found by the sweep when a rung is due, and not before", async () => {
    expect(await listRemindersDue(minutesLater(34), 100)).not.toContain(reminderId);
    expect(await listRemindersDue(minutesLater(35), 100)).toContain(reminderId);
    const [sweep] = reminderSweeps;
    await sweep?.run(minutesLater(35), AbortSignal.timeout(10_000));
    expect(await steps()).toEqual([own.engineer.personId, own.lead.personId]);
  });

  it("goes to the deputy while the TAM is away", async () => {
    await onLeave(own.tam, { from: morning });
    await climb(35);
    await climb(50);
    expect((await steps())?.at(-1)).toBe(own.deputy.personId);
  });

  it("passes a rung where nobody is, and remembers it", async () => {
    await prisma().shift.deleteMany({ where: { personId: own.lead.personId } });
    await climb(35);
    expect(await steps()).toEqual([own.engineer.personId, null, own.tam.personId]);
    expect((await openReminder(own.ticketId))?.nextAt).toEqual(minutesLater(65).now);
  });

  it("does not tell the same person twice", async () => {
    await reminded({ onDuty: false });
    await climb(35);
    expect(await steps()).toEqual([own.lead.personId, null, own.tam.personId]);
  });

  it("tells every manager where none is on duty", async () => {
    await nobodyLeads();
    const managers = [await anEngineer("One", ["manager"]), await anEngineer("Two", ["manager"])];
    for (const minutes of [35, 65]) await climb(minutes);

    const ids = managers.map(({ personId }) => personId).toSorted();
    expect((await steps())?.slice(3)).toEqual(ids);
    expect((await lines()).at(-1)).toEqual({ kind: "climbed", addressees: ids });
    const view = await getReminder(own.employees[0], own, minutesLater(70));
    expect(view.reminder?.ladder.at(-1)).toMatchObject({ rung: "manager", state: "told" });
    expect(view.reminder?.ladder.at(-1)?.people).toHaveLength(2);
  });

  it("ends its ladder at the top even where there is nobody", async () => {
    await nobodyLeads();
    for (const minutes of [35, 65]) await climb(minutes);
    expect(await openReminder(own.ticketId)).toMatchObject({ rung: 3, nextAt: null });
    expect(await steps()).toEqual([own.engineer.personId, null, own.tam.personId, null]);
  });

  it("waits for the next morning when the service has closed meanwhile", async () => {
    // 17:50 in Shanghai: the duty lead would be told at 18:05.
    await reminded({ now: minutesLater(7 * 60 + 20).now });
    expect(await openReminder(own.ticketId)).toBeNull();
    await remindTicket(own.employees[0], own, minutesLater(7 * 60 + 50));
    expect((await openReminder(own.ticketId))?.nextAt).toEqual(minutesLater(23 * 60).now);
  });

  it("waits too where the calendar was changed since it was planned", async () => {
    await prisma().reminder.update({
      where: { id: reminderId },
      data: { nextAt: minutesLater(10 * 60).now },
    });
    await climb(10 * 60);
    expect((await openReminder(own.ticketId))?.nextAt).toEqual(minutesLater(23 * 60).now);
    expect(await kinds()).toEqual(["pressed"]);
  });
});

describe("an answer", () => {
  it("ends the reminder: nobody above is told", async () => {
    await say(own.ticket, own.engineer, "I have found it.", minutesLater(30).now);
    await climb(35);
    expect(await openReminder(own.ticketId)).toBeNull();
    expect(await kinds()).toEqual(["pressed", "answered"]);
  });

  it("given between the time and the telling cancels it, though nobody noted it yet", async () => {
    await sayUnheard(own.ticket, own.engineer, "I have found it.", minutesLater(35).now);
    await climb(35);
    expect(await kinds()).toEqual(["pressed", "answered"]);
  });

  it("is no internal note", async () => {
    const groupId = own.ticket.internalGroupId;
    await inTransaction(async (tx) => {
      await lockGroup(tx, groupId);
      const id = newId();
      const senderId = own.engineer.personId;
      await recordMessage(tx, { id, groupId, senderId, clientId: id, body: "Hm.", ...minutesLater(30) });
    });
    await climb(35);
    expect(await kinds()).toEqual(["pressed", "climbed"]);
  });

  it("is no word of the customer's", async () => {
    await say(own.ticket, own.employees[0], "Hello?", minutesLater(30).now);
    await climb(35);
    expect(await kinds()).toEqual(["pressed", "climbed"]);
  });

  it("begins the ladder anew: the next reminder starts with the engineer", async () => {
    await climb(35);
    await say(own.ticket, own.engineer, "Looking.", minutesLater(40).now);
    const view = await remindTicket(own.employees[0], own, minutesLater(55));
    expect(view).toMatchObject({ answer: "told", reminder: { presses: 1 } });
    expect(await steps()).toEqual([own.engineer.personId]);
  });

  it.each(["resolved", "waiting_for_customer"] as const)("is not awaited once it is %s", async (status) => {
    const { version } = await ticketOf(own.ticketId);
    await moveTicket(own.engineer, { ticketId: own.ticketId, version, status }, minutesLater(30));
    await climb(35);
    expect(await openReminder(own.ticketId)).toBeNull();
    expect(await prisma().reminder.findUnique({ where: { id: reminderId } })).toMatchObject({
      endReason: status,
      nextAt: null,
    });
    expect(await kinds()).toEqual(["pressed"]);
  });
});

describe("two workers, and one that dies", () => {
  it("decide a rung once when both come at the same moment", async () => {
    await Promise.all([climb(35), climb(35), climb(35)]);
    expect(await kinds()).toEqual(["pressed", "climbed"]);
    expect(await steps()).toEqual([own.engineer.personId, own.lead.personId]);
  });

  it("agree with an answer that comes at the same moment: told or ended, never both after each other", async () => {
    const { ticket, engineer } = own;
    await Promise.all([climb(35), say(ticket, engineer, "Here.", minutesLater(35).now)]);
    expect(await openReminder(own.ticketId)).toBeNull();
    expect([
      ["pressed", "answered"],
      ["pressed", "climbed", "answered"],
    ]).toContainEqual(await kinds());
  });

  it("leave a rung due that was claimed and not committed", async () => {
    await asOwner(`
      CREATE FUNCTION pg_temp_crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'crash'; END $$;
      CREATE TRIGGER crash BEFORE INSERT ON reminder_step FOR EACH ROW EXECUTE FUNCTION pg_temp_crash()`);
    await expect(climb(35)).rejects.toThrow("crash");
    expect(await openReminder(own.ticketId)).toMatchObject({ rung: 0, nextAt: minutesLater(35).now });
    expect(await kinds()).toEqual(["pressed"]);
    await asOwner("DROP FUNCTION pg_temp_crash CASCADE");

    await climb(36);
    expect(await kinds()).toEqual(["pressed", "climbed"]);
  });
});

describe("what was seen", () => {
  it("is the time at which one of those told had read the line, and stays", async () => {
    const { engineer, ticket } = own;
    await noteRemindersSeen(system, minutesLater(21));
    expect((await openReminder(own.ticketId))?.seenAt).toBeNull();
    const { sequence } = await prisma().group.findUniqueOrThrow({ where: { id: ticket.groupId } });
    await prisma().groupMember.update({
      where: { groupId_personId: { groupId: ticket.groupId, personId: engineer.personId } },
      data: { readSequence: sequence },
    });
    const view = await getReminder(own.employees[0], own, minutesLater(22));
    expect(view.reminder?.ladder[0]?.people).toMatchObject([{ hasSeen: true }]);
    await noteRemindersSeen(system, minutesLater(22));
    await noteRemindersSeen(system, minutesLater(23));

    const seen = await getReminder(own.employees[0], own, minutesLater(24));
    expect(seen.reminder?.seenAt).toBe(minutesLater(22).now.toISOString());
  });

  it("does not keep the ladder from climbing: only an answer does", async () => {
    await prisma().groupMember.updateMany({
      where: { groupId: own.ticket.groupId },
      data: { readSequence: 10_000 },
    });
    await noteRemindersSeen(system, minutesLater(30));
    await climb(35);
    expect(await kinds()).toEqual(["pressed", "climbed"]);
  });
});
