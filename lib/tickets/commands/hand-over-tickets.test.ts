import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { anEngineer, isWithoutHoles, messagesOf } from "@/lib/testing/conversation-world";
import { onLeave } from "@/lib/testing/duty-world";
import { END, shiftEndScene } from "@/lib/testing/shift-end-scene";
import { after, HOUR } from "@/lib/testing/ticket-scene";
import { eventsOf, ticketOf } from "@/lib/testing/ticket-world";
import { handOverTicketsInput } from "@/lib/tickets/browser/hand-over";
import { handOverTickets } from "@/lib/tickets/commands/hand-over-tickets";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";

const scene = shiftEndScene();
const NOTE = "The **index** is being rebuilt; look at it at 22:00.";
type Ticket = Awaited<ReturnType<typeof scene.ticket>>;

/** Hands these over in the version they were seen in: to who is on duty, unless somebody is named. */
async function handOver(
  actor: StaffActor,
  tickets: readonly Ticket[],
  { to = null, at = END }: { to?: StaffActor | null; at?: number } = {},
) {
  const wanted = tickets.map(({ id: ticketId, version }) => ({ ticketId, version }));
  const view = await handOverTickets(
    actor,
    { tickets: wanted, personId: to?.personId ?? null, note: NOTE },
    after(at),
  );
  return view.tickets;
}

const wordsIn = async (groupId: string) =>
  (await messagesOf(groupId)).map(({ body }) => body).filter((body) => body !== "");

/** Whether tickets and their internal notes are as they were when they were seen. */
async function areUntouched(...tickets: Ticket[]): Promise<boolean> {
  const now = await Promise.all(tickets.map(({ id }) => ticketOf(id)));
  const words = await Promise.all(tickets.map(({ internalGroupId }) => wordsIn(internalGroupId)));
  return isDeepStrictEqual(now, tickets) && words.flat().length === 0;
}

describe("handing over", () => {
  it("gives each ticket to who is on duty for it, with the note among the internal notes alone", async () => {
    const [one, other] = [await scene.ticket("s1"), await scene.ticket("s4")];
    const outcomes = await handOver(scene.own.engineer, [one, other]);

    const assignee = { personId: scene.next.personId, name: "Next" };
    expect(outcomes).toEqual([
      { ticketId: one.id, assignee, refusal: null },
      { ticketId: other.id, assignee, refusal: null },
    ]);
    for (const { id, groupId, internalGroupId } of [one, other]) {
      expect((await ticketOf(id)).assigneeId).toBe(scene.next.personId);
      expect(await eventsOf(id)).toEqual(["created", "assigned", "handed_over"]);
      expect(await wordsIn(internalGroupId)).toEqual([NOTE]);
      expect(await wordsIn(groupId)).not.toContain(NOTE);
      expect(await isWithoutHoles(groupId)).toBe(true);
      expect(await isWithoutHoles(internalGroupId)).toBe(true);
    }
    const author = await prisma().message.findFirst({
      where: { groupId: one.internalGroupId, body: NOTE },
      select: { senderId: true },
    });
    expect(author?.senderId).toBe(scene.own.engineer.personId);
  });

  it("tells the next engineer and the requester in the group; who had it stays in it", async () => {
    const ticket = await scene.ticket("s2");
    await handOver(scene.own.engineer, [ticket]);

    const { groupId } = ticket;
    const line = await prisma().message.findFirstOrThrow({
      where: { groupId, createdAt: after(END).now },
      include: { mentions: true },
    });
    expect(line.notice).toMatchObject({ kind: "ticket.handed_over" });
    expect(line.mentions.map(({ personId }) => personId).toSorted()).toEqual(
      [scene.next.personId, scene.own.employees[0].personId].toSorted(),
    );
    const { personId } = scene.own.engineer;
    const member = await prisma().groupMember.findUnique({
      where: { groupId_personId: { groupId, personId } },
    });
    expect(member?.leftAt).toBeNull();
  });

  it("gives them to a colleague who is named, on duty or not", async () => {
    const ticket = await scene.ticket("s3");
    const [outcome] = await handOver(scene.own.engineer, [ticket], { to: scene.own.tam, at: HOUR });

    expect(outcome).toMatchObject({ assignee: { name: "Xu Wen" }, refusal: null });
  });

  it("does not give them back to oneself, although one's own shift still runs", async () => {
    const ticket = await scene.ticket("s1");
    const [outcome] = await handOver(scene.own.engineer, [ticket], { at: HOUR });

    expect(outcome).toMatchObject({
      assignee: { personId: scene.own.engineer.personId },
      refusal: { reason: "tickets.nobody_on_duty" },
    });
    expect(await areUntouched(ticket)).toBe(true);
  });
});

describe("is refused without a trace", () => {
  it("a ticket one may not see, and with it the whole hand-over", async () => {
    const ticket = await scene.ticket("s1");
    const stranger = await anEngineer("Stranger");
    await expect(handOver(stranger, [ticket], { to: scene.next })).rejects.toThrow("tickets.no_such_ticket");

    const theirs = await scene.ticket("s1");
    await scene.give(theirs.id, stranger, HOUR);
    const mine = await ticketOf(theirs.id);
    await expect(handOver(stranger, [mine, ticket])).rejects.toThrow("tickets.no_such_ticket");
    expect(await areUntouched(ticket, mine)).toBe(true);
  });

  it("a ticket of somebody else, for a member of its group and for who leads", async () => {
    const ticket = await scene.ticket("s1");
    const lead = await anEngineer("Lead", ["duty_lead"]);
    for (const actor of [scene.own.tam, lead]) {
      const [outcome] = await handOver(actor, [ticket], { to: scene.next });
      expect(outcome).toMatchObject({
        assignee: { name: "Guo Kai" },
        refusal: { reason: "tickets.not_yours" },
      });
    }
    expect(await areUntouched(ticket)).toBe(true);
  });

  it("one that is not open any more", async () => {
    const { id: ticketId, version } = await scene.ticket("s1");
    await moveTicket(scene.own.engineer, { ticketId, version, status: "resolved" }, after(HOUR));
    const resolved = await ticketOf(ticketId);
    const [outcome] = await handOver(scene.own.engineer, [resolved]);

    expect(outcome?.refusal?.reason).toBe("tickets.not_yours");
    expect(await areUntouched(resolved)).toBe(true);
  });

  it.each([
    ["oneself", async () => scene.own.engineer],
    ["an operator", async () => anEngineer("Operator", ["operator"])],
    [
      "who is on leave",
      async () => {
        await onLeave(scene.next, { from: after(0).now });
        return scene.next;
      },
    ],
    [
      "whose account is disabled",
      async () => {
        const { personId } = scene.next;
        await prisma().staffAccount.update({ where: { personId }, data: { disabledAt: after(0).now } });
        return scene.next;
      },
    ],
  ])("a hand-over to %s", async (_who, whom) => {
    const ticket = await scene.ticket("s1");
    await expect(handOver(scene.own.engineer, [ticket], { to: await whom() })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      reason: "tickets.not_available",
    });
    expect(await areUntouched(ticket)).toBe(true);
  });

  it.each([
    ["without a note", { note: " \n" }, "tickets.hand_over_note_missing"],
    ["with a note that is a book", { note: "x".repeat(4_001) }, "tickets.hand_over_note_too_long"],
    ["with a note that cannot be kept", { note: "a\0b" }, "tickets.not_text"],
    ["of nothing", { tickets: [] }, "tickets.nothing_to_hand_over"],
    [
      "of everything there is",
      { tickets: Array.from({ length: 101 }, () => ({ ticketId: crypto.randomUUID(), version: 1 })) },
      "tickets.too_many_to_hand_over",
    ],
  ])("a hand-over %s", (_what, change, reason) => {
    const whole = { tickets: [{ ticketId: crypto.randomUUID(), version: 1 }], personId: null, note: NOTE };
    expect(handOverTicketsInput.safeParse(whole).success).toBe(true);
    expect(handOverTicketsInput.safeParse({ ...whole, ...change }).error?.issues[0]?.message).toBe(reason);
  });
});

describe("of what happens at the same time", () => {
  it("only the ticket that somebody changed stays, and it is said who has it now", async () => {
    const [taken, free] = [await scene.ticket("s1"), await scene.ticket("s1")];
    await scene.give(taken.id, scene.own.tam, HOUR);
    const [kept, gone] = await handOver(scene.own.engineer, [taken, free]);

    expect(kept).toEqual({
      ticketId: taken.id,
      assignee: { personId: scene.own.tam.personId, name: "Xu Wen" },
      refusal: { reason: "tickets.changed_meanwhile", details: { name: "Lead" } },
    });
    expect(gone?.refusal).toBeNull();
    expect(await wordsIn(taken.internalGroupId)).toEqual([]);
  });

  it("a hand-over pressed twice happens once, with one note", async () => {
    const ticket = await scene.ticket("s1");
    const pressed = await Promise.all([
      handOver(scene.own.engineer, [ticket]),
      handOver(scene.own.engineer, [ticket]),
    ]);

    const reasons = pressed.flat().flatMap(({ refusal }) => refusal?.reason ?? []);
    expect(reasons).toEqual(["tickets.changed_meanwhile"]);
    expect(pressed.flat().map(({ assignee }) => assignee?.name)).toEqual(["Next", "Next"]);
    expect(await eventsOf(ticket.id)).toEqual(["created", "assigned", "handed_over"]);
    expect(await wordsIn(ticket.internalGroupId)).toEqual([NOTE]);
  });
});
