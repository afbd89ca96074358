import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aShift, withSkills } from "@/lib/testing/duty-world";
import { after, DAY, HOUR, start, ticketScene } from "@/lib/testing/ticket-scene";
import { aTicketForm, eventsOf, say } from "@/lib/testing/ticket-world";
import { answerSilence } from "@/lib/tickets/commands/answer-silence";
import { closeTicket } from "@/lib/tickets/commands/close-ticket";
import { createTicket } from "@/lib/tickets/commands/create-ticket";
import { rateTicket } from "@/lib/tickets/commands/rate-ticket";
import { reopenTicket } from "@/lib/tickets/commands/reopen-ticket";
import { getTicket } from "@/lib/tickets/queries/get-ticket";

const scene = ticketScene();
const system = { kind: "system", name: "test" } as const;

async function anOpenIncident(): Promise<string> {
  const { id } = await prisma().incident.create({
    data: {
      id: crypto.randomUUID(),
      ticketId: scene.ticket.id,
      accountId: scene.own.accountId,
      status: "mitigated",
      reason: "data_loss",
      impact: "x",
      declaredAt: start,
      chain: [],
      version: 1,
    },
  });
  return id;
}

describe("after the resolution", () => {
  it("opens again for 14 days, with its engineer while on duty", async () => {
    await scene.resolve();
    await reopenTicket(
      scene.own.employees[0],
      { ...(await scene.input()), reason: "It is back" },
      after(10 * DAY),
    );

    expect(await scene.current()).toMatchObject({
      status: "assigned",
      assigneeId: scene.own.engineer.personId,
      resolution: 1,
      resolvedAt: null,
      autoCloseAt: null,
    });
  });

  it("goes to somebody else when its engineer is off duty by then", async () => {
    await scene.resolve();
    await prisma().shift.deleteMany({ where: { personId: scene.own.engineer.personId } });
    const other = await withSkills(await anEngineer("Night"), [scene.own.productCode]);
    await aShift(other, { startsAt: start, endsAt: after(20 * DAY).now });
    await reopenTicket(
      scene.own.employees[0],
      { ...(await scene.input()), reason: "It is back" },
      after(DAY),
    );

    expect((await scene.current()).assigneeId).toBe(other.personId);
  });

  it("cannot be opened 14 days after it was closed", async () => {
    await scene.resolve();
    await closeTicket(scene.own.employees[0], await scene.input(), after(HOUR));
    await expect(
      reopenTicket(
        scene.own.employees[0],
        { ...(await scene.input()), reason: "late" },
        after(HOUR + 14 * DAY),
      ),
    ).rejects.toThrow("tickets.not_now");
    const view = await getTicket(
      scene.own.employees[0],
      { ticketId: scene.ticket.id },
      after(HOUR + 14 * DAY),
    );
    expect(view.abilities).toMatchObject({ reopen: false });
  });

  it("is opened by what the customer writes, but not by thanks", async () => {
    await scene.resolve();
    await say(scene.ticket, scene.own.employees[0], "谢谢，辛苦了！", after(2 * HOUR).now);
    expect((await scene.current()).status).toBe("resolved");

    await say(scene.ticket, scene.own.employees[0], "Thanks, but it fails again", after(3 * HOUR).now);
    expect(await scene.current()).toMatchObject({ status: "assigned", resolution: 1 });
  });

  it("closes by itself after two warnings in service hours, and not while somebody writes", async () => {
    await scene.resolve(0);
    const silence = async (days: number) => {
      await answerSilence(system, { ticketId: scene.ticket.id }, after(days * DAY));
      return eventsOf(scene.ticket.id).then((events) => events.at(-1));
    };
    expect(await silence(1)).toBe("resolved");
    expect(await silence(2)).toBe("auto_close_warned");
    await say(scene.ticket, scene.own.employees[0], "谢谢", after(2.5 * DAY).now);
    // Noon of a Saturday: the service is closed, and nobody is warned.
    expect((await scene.current()).autoCloseWarnings).toBe(0);
    await prisma().ticket.update({
      where: { id: scene.ticket.id },
      data: { autoCloseAt: after(3 * DAY).now },
    });
    await answerSilence(system, { ticketId: scene.ticket.id }, after(3 * DAY));
    expect((await scene.current()).autoCloseWarnings).toBe(0);
    expect((await scene.current()).autoCloseAt).toEqual(new Date("2026-11-30T01:00:00Z"));
    expect(await silence(5)).toBe("auto_close_warned");
    expect(await silence(7)).toBe("auto_close_warned");
    expect(await silence(9)).toBe("closed_by_silence");
    const view = await getTicket(scene.own.employees[0], { ticketId: scene.ticket.id }, after(9 * DAY));
    expect(view).toMatchObject({ status: "closed", rateResolution: null });
  });

  it("is archived when it can be opened no more, and goes on in a linked ticket", async () => {
    await scene.resolve();
    await closeTicket(scene.own.employees[0], await scene.input(), after(2 * HOUR));
    const form = () => aTicketForm(scene.own, { previousTicketId: scene.ticket.id });
    await expect(createTicket(scene.own.employees[0], form(), after(DAY))).rejects.toThrow("tickets.not_now");
    await answerSilence(system, { ticketId: scene.ticket.id }, after(2 * HOUR + 14 * DAY));

    const group = await prisma().group.findUniqueOrThrow({ where: { id: scene.ticket.groupId } });
    expect(group.archivedAt).toEqual(after(2 * HOUR + 14 * DAY).now);
    const next = await createTicket(scene.own.employees[0], form(), after(20 * DAY));
    const view = await getTicket(scene.own.employees[0], { ticketId: scene.ticket.id }, after(20 * DAY));
    expect(view.next).toEqual({ number: next.number, groupId: next.groupId });
    expect(view.events.at(-1)).toMatchObject({ type: "continued", data: { number: next.number } });
    expect(
      (await getTicket(scene.own.employees[0], { ticketId: next.id }, after(20 * DAY))).previous,
    ).toEqual({
      number: scene.ticket.number,
      groupId: scene.ticket.groupId,
    });
  });

  it("can always be opened again until it is closed, however long that is postponed", async () => {
    await scene.resolve();
    await reopenTicket(
      scene.own.employees[0],
      { ...(await scene.input()), reason: "It was never gone" },
      after(30 * DAY),
    );
    expect((await scene.current()).status).toBe("assigned");
  });

  it("owes nothing any more: no clock of a resolved ticket is due", async () => {
    await say(scene.ticket, scene.own.engineer, "Late, sorry.", after(2 * DAY).now);
    expect((await scene.current()).firstResponseDueAt).toBeNull();
    await scene.resolve(20 * DAY);
    expect(await scene.current()).toMatchObject({
      firstResponseDueAt: null,
      nextUpdateDueAt: null,
      resolutionDueAt: null,
    });
  });

  it("is neither closed nor archived while an emergency is open", async () => {
    await scene.resolve();
    const incidentId = await anOpenIncident();
    await expect(closeTicket(scene.own.engineer, await scene.input(), after(2 * HOUR))).rejects.toThrow(
      "tickets.emergency_open",
    );
    await prisma().incident.update({ where: { id: incidentId }, data: { status: "closed" } });
    await closeTicket(scene.own.engineer, await scene.input(), after(2 * HOUR));
    await prisma().incident.update({ where: { id: incidentId }, data: { status: "mitigated" } });
    await answerSilence(system, { ticketId: scene.ticket.id }, after(2 * HOUR + 14 * DAY));

    const group = await prisma().group.findUniqueOrThrow({ where: { id: scene.ticket.groupId } });
    expect(group.archivedAt).toBeNull();
  });

  it("never closes by itself while an emergency is open", async () => {
    await scene.resolve(0);
    await anOpenIncident();
    await answerSilence(system, { ticketId: scene.ticket.id }, after(5 * DAY));
    expect((await eventsOf(scene.ticket.id)).at(-1)).toBe("resolved");
  });

  it("is rated once per resolution", async () => {
    const rate = (resolution: number, at: number) =>
      rateTicket(
        scene.own.employees[0],
        { ticketId: scene.ticket.id, resolution, score: 4, comment: "" },
        after(at),
      );
    await expect(rate(0, 1_000)).rejects.toThrow("tickets.not_now");
    await scene.resolve();
    await expect(rate(1, 2 * HOUR)).rejects.toThrow("tickets.not_now");
    await rate(0, 2 * HOUR);
    await expect(rate(0, 2 * HOUR)).rejects.toThrow("tickets.already_rated");
    await reopenTicket(
      scene.own.employees[0],
      { ...(await scene.input()), reason: "again" },
      after(3 * HOUR),
    );
    await scene.resolve(4 * HOUR);
    await rate(1, 5 * HOUR);
    expect(await prisma().satisfactionRating.count({ where: { ticketId: scene.ticket.id } })).toBe(2);
  });
});
