import { describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { isAppError } from "@/lib/errors/app-error";
import { anEmployee, anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { aProduct } from "@/lib/testing/duty-world";
import { after, HOUR, start, ticketScene } from "@/lib/testing/ticket-scene";
import { aTicket, eventsOf, say, sayUnheard } from "@/lib/testing/ticket-world";
import { assignTicket } from "@/lib/tickets/commands/assign-ticket";
import { changeSeverity } from "@/lib/tickets/commands/change-severity";
import { closeTicket } from "@/lib/tickets/commands/close-ticket";
import { noteAnswers } from "@/lib/tickets/commands/note-answers";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { promiseUpdate } from "@/lib/tickets/commands/promise-update";
import { reopenTicket } from "@/lib/tickets/commands/reopen-ticket";
import { takeTicket } from "@/lib/tickets/commands/take-ticket";
import { getTicket } from "@/lib/tickets/queries/get-ticket";

const scene = ticketScene();

describe("the life of a ticket", () => {
  it("goes from the first answer over waiting for the customer to resolved and closed, each told in its group", async () => {
    await say(scene.ticket, scene.own.engineer, "On it.", after(60_000).now);
    expect(await scene.current()).toMatchObject({
      status: "in_progress",
      firstRespondedAt: after(60_000).now,
    });

    await moveTicket(
      scene.own.engineer,
      { ...(await scene.input()), status: "waiting_for_customer" },
      after(HOUR),
    );
    expect(
      (await getTicket(scene.own.engineer, { ticketId: scene.ticket.id }, after(HOUR))).clocks.resolution
        .state,
    ).toBe("paused");
    await say(scene.ticket, scene.own.employees[0], "Here is the log.", after(2 * HOUR).now);
    expect((await scene.current()).status).toBe("in_progress");

    await scene.resolve(3 * HOUR);
    await closeTicket(scene.own.employees[0], await scene.input(), after(4 * HOUR));

    expect(await scene.current()).toMatchObject({ status: "closed", closedAt: after(4 * HOUR).now });
    expect(await eventsOf(scene.ticket.id)).toEqual([
      "created",
      "assigned",
      "status_changed",
      "status_changed",
      "status_changed",
      "resolved",
      "closed",
    ]);
    expect(await isWithoutHoles(scene.ticket.groupId)).toBe(true);
  });

  it("tells who comes second who was first", async () => {
    const seen = await scene.input();
    const lead = await anEngineer("Zhou Lead", ["duty_lead"]);
    const [one, other] = [await anEngineer("One"), await anEngineer("Other")];
    const attempts = await Promise.allSettled([
      assignTicket(lead, { ...seen, personId: one.personId }, after(1_000)),
      assignTicket(lead, { ...seen, personId: other.personId }, after(1_000)),
    ]);

    const lost = attempts.filter((attempt) => attempt.status === "rejected");
    expect(lost).toHaveLength(1);
    const refusal: unknown = lost[0]?.reason;
    expect(isAppError(refusal) && { reason: refusal.reason, details: refusal.details }).toEqual({
      reason: "tickets.changed_meanwhile",
      details: { name: "Zhou Lead" },
    });
    expect([one.personId, other.personId]).toContain((await scene.current()).assigneeId);
  });

  it("is given by a lead or taken by an engineer, who become members; the customer cannot assign", async () => {
    const colleague = await anEngineer("Colleague");
    await expect(takeTicket(colleague, await scene.input(), after(1_000))).rejects.toThrow(
      "tickets.no_such_ticket",
    );
    const lead = await anEngineer("Lead", ["duty_lead"]);
    await assignTicket(lead, { ...(await scene.input()), personId: colleague.personId }, after(1_000));

    expect((await scene.current()).assigneeId).toBe(colleague.personId);
    const member = await prisma().groupMember.findUnique({
      where: { groupId_personId: { groupId: scene.ticket.groupId, personId: colleague.personId } },
    });
    expect(member).toMatchObject({ leftAt: null, side: "service" });
    await expect(
      assignTicket(
        lead,
        { ...(await scene.input()), personId: scene.own.employees[0].personId },
        after(2_000),
      ),
    ).rejects.toThrow("tickets.not_an_engineer");
  });

  it("waits for the customer although something was said a moment before", async () => {
    await say(scene.ticket, scene.own.engineer, "On it.", after(1_000).now);
    await sayUnheard(scene.ticket, scene.own.employees[0], "Here it is.", after(HOUR).now);
    await moveTicket(
      scene.own.engineer,
      { ...(await scene.input()), status: "waiting_for_customer" },
      after(HOUR + 1),
    );
    await noteAnswers({ kind: "system", name: "test" }, { ticketId: scene.ticket.id }, after(HOUR + 500));

    expect((await scene.current()).status).toBe("waiting_for_customer");
  });

  it("tells who had it that it was given to somebody else", async () => {
    const lead = await anEngineer("Lead", ["duty_lead"]);
    const colleague = await anEngineer("Colleague");
    await assignTicket(lead, { ...(await scene.input()), personId: colleague.personId }, after(1_000));

    const told = await prisma().mention.count({
      where: { groupId: scene.ticket.groupId, personId: scene.own.engineer.personId },
    });
    expect(told).toBe(2);
  });

  it("tells an engineer who takes a ticket second that it is taken, although they do not see it any more", async () => {
    const waiting = await aTicket(scene.own, { productCode: await aProduct(), now: start });
    const [first, second] = [await anEngineer("First"), await anEngineer("Second")];
    const seen = { ticketId: waiting.id, version: waiting.version };
    await takeTicket(first, seen, after(1_000));

    await expect(takeTicket(second, seen, after(1_000))).rejects.toThrow("tickets.taken_meanwhile");
    await expect(takeTicket(second, { ...seen, version: waiting.version + 1 }, after(1_000))).rejects.toThrow(
      "NOT_FOUND",
    );
  });

  it("refuses what its state does not allow", async () => {
    await expect(closeTicket(scene.own.engineer, await scene.input(), after(1_000))).rejects.toThrow(
      "tickets.not_now",
    );
    await expect(
      reopenTicket(scene.own.employees[0], { ...(await scene.input()), reason: "again" }, after(1_000)),
    ).rejects.toThrow("tickets.not_now");
    await expect(
      moveTicket(
        scene.own.employees[0],
        { ...(await scene.input()), status: "waiting_for_customer" },
        after(1_000),
      ),
    ).rejects.toThrow("tickets.not_now");
    await scene.resolve();
    await expect(
      changeSeverity(
        scene.own.engineer,
        { ...(await scene.input()), severity: "s1", reason: "x" },
        after(2 * HOUR),
      ),
    ).rejects.toThrow("tickets.not_now");
  });

  it("does not exist for strangers, for other members of the main group and for another channel", async () => {
    const read = (actor: Parameters<typeof getTicket>[0]) =>
      getTicket(actor, { ticketId: scene.ticket.id }, after(1_000));
    await expect(read(scene.own.employees[1])).rejects.toThrow("NOT_FOUND tickets.no_such_ticket");
    await expect(read(await anEmployee(scene.own))).rejects.toThrow("NOT_FOUND tickets.no_such_ticket");
    await expect(read({ ...scene.own.employees[0], channelId: scene.own.planId })).rejects.toThrow(
      "NOT_FOUND",
    );
    await expect(read(await anEngineer())).rejects.toThrow("NOT_FOUND tickets.no_such_ticket");
    expect((await read(scene.own.employees[0])).internalGroupId).toBeNull();
    expect((await read(scene.own.engineer)).internalGroupId).toBe(scene.ticket.internalGroupId);
  });
});

describe("severity and promises", () => {
  it("shortens the clocks when it becomes more severe, and says why in the group", async () => {
    const before = (await scene.current()).resolutionDueAt;
    await changeSeverity(
      scene.own.employees[0],
      { ...(await scene.input()), severity: "s1", reason: "All orders fail" },
      after(HOUR),
    );

    const { resolutionDueAt, severity } = await scene.current();
    expect(severity).toBe("s1");
    expect(resolutionDueAt?.getTime()).toBeLessThan(before?.getTime() ?? 0);
    const notice = await prisma().message.findFirst({
      where: { groupId: scene.ticket.groupId },
      orderBy: { sequence: "desc" },
    });
    expect(notice?.notice).toMatchObject({
      kind: "ticket.severity_changed",
      data: { reason: "All orders fail" },
    });
  });

  it("is audited with what it was before when the service team changes it, by codes alone", async () => {
    const audited = () => prisma().auditEvent.findMany({ where: { subjectId: scene.ticket.id } });
    const change = async (actor: PersonActor, severity: "s1" | "s2", minute: number) =>
      changeSeverity(
        actor,
        { ...(await scene.input()), severity, reason: "A secret" },
        after(minute * 60_000),
      );
    await change(scene.own.employees[0], "s1", 1);
    expect(await audited()).toEqual([]);

    await change(scene.own.engineer, "s2", 2);
    expect(await audited()).toMatchObject([
      {
        action: "ticket.severity_changed",
        actorId: scene.own.engineer.personId,
        accountId: scene.own.accountId,
        details: { severity: "s2", before: { severity: "s1" } },
      },
    ]);
    expect(JSON.stringify(await audited())).not.toContain("A secret");
  });

  it("keeps a promise line until the next answer, and none that does not lie ahead", async () => {
    const promisedAt = after(5 * HOUR).now.toISOString();
    await promiseUpdate(scene.own.engineer, { ...(await scene.input()), promisedAt }, after(HOUR));
    expect((await scene.current()).promisedUpdateAt).toEqual(after(5 * HOUR).now);

    await say(scene.ticket, scene.own.engineer, "Still looking.", after(2 * HOUR).now);
    expect((await scene.current()).promisedUpdateAt).toBeNull();
    await expect(
      promiseUpdate(
        scene.own.engineer,
        { ...(await scene.input()), promisedAt: start.toISOString() },
        after(3 * HOUR),
      ),
    ).rejects.toThrow("tickets.promise_not_ahead");
  });
});
