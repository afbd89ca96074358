import { beforeEach, describe, expect, it } from "vitest";
import type { PlanTerms } from "@/lib/accounts/policy";
import { setPlan } from "@/lib/channels/commands/set-plan";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import { archiveGroupsOf } from "@/lib/groups/archive-groups-of";
import { groupSweeps } from "@/lib/groups/jobs";
import { restoreGroupsOf } from "@/lib/groups/restore-groups-of";
import { closeIncident } from "@/lib/incidents/commands/close-incident";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { anEngineer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { press as pressEmergency } from "@/lib/testing/incident-world";
import { after, DAY, HOUR, start, ticketScene } from "@/lib/testing/ticket-scene";
import { aTicketForm, eventsOf, say } from "@/lib/testing/ticket-world";
import { answerSilence } from "@/lib/tickets/commands/answer-silence";
import { createTicket } from "@/lib/tickets/commands/create-ticket";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { remindTicket } from "@/lib/tickets/commands/remind-ticket";
import { reopenTicket } from "@/lib/tickets/commands/reopen-ticket";
import { ticketSweeps } from "@/lib/tickets/jobs";
import { getTicket } from "@/lib/tickets/queries/get-ticket";

const scene = ticketScene();
const system = { kind: "system", name: "test" } as const;
const SECOND = 1_000;
/** In the scene the plan holds for ten days after the ticket was created, and its grace for 14 more. */
const END = 10 * DAY;
const GRACE_END = END + 14 * DAY;

type Moment = ReturnType<typeof after>;
const never = new AbortController().signal;
const sweeps = [...groupSweeps, ...ticketSweeps.filter(({ name }) => name === "ticket-plans")];

async function sweep(at: Moment): Promise<void> {
  for (const { run } of sweeps) await run(at, never);
}

async function plan({ validFrom, validTo }: PlanTerms): Promise<void> {
  await prisma().supportPlan.update({ where: { id: scene.own.planId }, data: { validFrom, validTo } });
}

async function renew(at: Moment, validTo: Date, validFrom = after(-DAY).now): Promise<void> {
  const { alias } = await prisma().account.findUniqueOrThrow({ where: { id: scene.own.accountId } });
  await setPlan(system, { alias, tier: "enterprise", validFrom, validTo }, at);
}

const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "allowed",
    (thrown: unknown) => (thrown instanceof AppError ? thrown.reason : String(thrown)),
  );

/** Whether somebody may write: what the policy says and what the database's function does, which have to agree. */
async function posting(groupId: string): Promise<string> {
  const [actor] = scene.own.employees;
  const policy = await outcomeOf(accessGroup(prisma(), actor, groupId, "post"));
  const written = await outcomeOf(sendMessage(actor, { groupId, clientId: newId(), body: "hello" }));
  expect(written).toBe(policy);
  return policy;
}

const creating = (at: Moment): Promise<string> =>
  outcomeOf(createTicket(scene.own.employees[0], aTicketForm(scene.own), at));
const reminding = (at: Moment): Promise<string> =>
  outcomeOf(remindTicket(scene.own.employees[0], { ticketId: scene.ticket.id }, at));
const team = () => ({ customer: scene.own }) as Parameters<typeof pressEmergency>[1];
const declaring = ({ now }: Moment): Promise<string> =>
  outcomeOf(pressEmergency(scene.ticket, team(), { now }));

beforeEach(async () => {
  await plan({ validFrom: after(-DAY).now, validTo: after(END).now });
});

describe("a plan, by the clock", () => {
  const graceUntil = {
    main: "groups.may_not_post",
    create: "tickets.plan_expired",
    ticket: "allowed",
    use: "allowed",
  };
  const over = { ...graceUntil, ticket: "groups.may_not_post", use: "tickets.service_over" };
  const active = { main: "allowed", create: "allowed", ticket: "allowed", use: "allowed" };

  it.each([
    ["active", END - SECOND, active],
    ["at its end", END, graceUntil],
    ["in the grace", END + 7 * DAY, graceUntil],
    ["in the grace's last second", GRACE_END - SECOND, graceUntil],
    ["when the grace is over", GRACE_END, over],
    ["long after", GRACE_END + 60 * DAY, over],
  ])("%s", async (_when, time, expected) => {
    const at = after(time);
    await sweep(at);

    const { mainGroupId } = scene.own;
    expect({
      main: await posting(mainGroupId),
      create: await creating(at),
      ticket: await posting(scene.ticket.groupId),
    }).toEqual({ main: expected.main, create: expected.create, ticket: expected.ticket });
    expect([await reminding(at), await declaring(at)]).toEqual([expected.use, expected.use]);
    expect(await prisma().ticket.count({ where: { id: scene.ticket.id } })).toBe(1);
  });

  it("not started yet: read-only, and what was opened before goes on, however long", async () => {
    await plan({ validFrom: after(100 * DAY).now, validTo: after(200 * DAY).now });
    const at = after(60 * DAY);
    await sweep(at);

    expect(await posting(scene.own.mainGroupId)).toBe("groups.may_not_post");
    expect(await creating(at)).toBe("tickets.plan_not_started");
    expect([await posting(scene.ticket.groupId), await reminding(at)]).toEqual(["allowed", "allowed"]);

    await sweep(after(100 * DAY));
    expect(await posting(scene.own.mainGroupId)).toBe("allowed");
  });

  it("names the date it ended on", async () => {
    const refused = createTicket(scene.own.employees[0], aTicketForm(scene.own), after(END));
    await expect(refused).rejects.toMatchObject({ details: { at: after(END).now.getTime() } });
    await sweep(after(GRACE_END));
    const reminded = remindTicket(scene.own.employees[0], { ticketId: scene.ticket.id }, after(GRACE_END));
    await expect(reminded).rejects.toMatchObject({
      code: "FORBIDDEN",
      details: { at: after(GRACE_END).now.getTime() },
    });
  });
});

describe("a resolved ticket", () => {
  it("is reopened in the grace and not after it, and silence does not close it meanwhile", async () => {
    await scene.resolve(END - DAY);
    const reopen = async (time: number) =>
      outcomeOf(
        reopenTicket(scene.own.employees[0], { ...(await scene.input()), reason: "again" }, after(time)),
      );
    await sweep(after(GRACE_END));
    expect(await reopen(GRACE_END)).toBe("tickets.service_over");
    await prisma().ticket.update({
      where: { id: scene.ticket.id },
      data: { autoCloseAt: after(GRACE_END).now, autoCloseWarnings: 2 },
    });
    await answerSilence(system, { ticketId: scene.ticket.id }, after(GRACE_END + 2 * DAY));
    expect(await scene.current()).toMatchObject({ status: "resolved" });

    await renew(after(GRACE_END + 3 * DAY), after(400 * DAY).now);
    expect(await reopen(GRACE_END + 3 * DAY)).toBe("allowed");
  });
});

describe("an emergency", () => {
  it("that is open when the grace is over keeps its ticket usable until it is closed", async () => {
    expect(await declaring(after(GRACE_END - SECOND))).toBe("allowed");
    const { id: incidentId } = await prisma().incident.findFirstOrThrow({
      where: { ticketId: scene.ticket.id },
    });
    const at = after(GRACE_END + 3 * DAY);
    await sweep(at);
    expect([await posting(scene.ticket.groupId), await reminding(at), await declaring(at)]).toEqual([
      "allowed",
      "allowed",
      "allowed",
    ]);

    const lead = await anEngineer("Lead", ["duty_lead"]);
    await closeIncident(lead, { incidentId, cause: "a full disk", summary: "" }, at);
    await sweep(at);
    expect(await posting(scene.ticket.groupId)).toBe("groups.may_not_post");
  });
});

describe("a renewal", () => {
  const archivedGroups = async () => {
    const { mainGroupId, channelId } = scene.own;
    const groups = await prisma().group.findMany({ where: { channelId, archivedAt: { not: null } } });
    expect(await isWithoutHoles(mainGroupId)).toBe(true);
    expect(await isWithoutHoles(scene.ticket.groupId)).toBe(true);
    return groups.length;
  };

  it("in the grace opens the main group at once", async () => {
    await sweep(after(END + DAY));
    expect(await archivedGroups()).toBe(1);

    await renew(after(END + DAY), after(400 * DAY).now);

    expect(await archivedGroups()).toBe(0);
    expect(await creating(after(END + DAY))).toBe("allowed");
    expect(await eventsOf(scene.ticket.id)).not.toContain("service_ended");
  });

  it("after the grace opens everything at once, and the clocks go on from there", async () => {
    const move = async (status: "in_progress" | "waiting_for_customer", time: number) =>
      moveTicket(scene.own.engineer, { ...(await scene.input()), status }, after(time));
    await say(scene.ticket, scene.own.engineer, "Which region is it?", after(HOUR).now);
    await move("waiting_for_customer", 2 * HOUR);
    await move("in_progress", GRACE_END - DAY);
    const left = async (time: number) => {
      const view = await getTicket(scene.own.engineer, { ticketId: scene.ticket.id }, after(time));
      return view.clocks.resolution;
    };
    const before = { ...(await left(GRACE_END)), ...(await scene.current()) };
    expect(before.resolutionDueAt).not.toBeNull();
    await sweep(after(GRACE_END));
    expect(await archivedGroups()).toBe(3);
    expect(await scene.current()).toMatchObject({
      status: "in_progress",
      assigneeId: before.assigneeId,
      nextUpdateDueAt: null,
      resolutionDueAt: null,
    });

    const back = GRACE_END + 30 * DAY;
    expect(await left(back)).toMatchObject({ state: "paused" });
    await renew(after(back), after(400 * DAY).now);

    expect(await archivedGroups()).toBe(0);
    expect(await scene.current()).toMatchObject({ status: "in_progress", assigneeId: before.assigneeId });
    expect((await eventsOf(scene.ticket.id)).slice(-2)).toEqual(["service_ended", "service_resumed"]);
    expect(await left(back)).toMatchObject({
      state: before.state,
      remainingSeconds: before.remainingSeconds,
    });
    const groups = [scene.ticket.groupId, scene.own.mainGroupId];
    expect(await Promise.all(groups.map(posting))).toEqual(["allowed", "allowed"]);
  });

  it("lets in who became TAM meanwhile", async () => {
    await sweep(after(END + DAY));
    const tam = await anEngineer("New TAM", ["tam"]);
    await prisma().supportPlan.update({ where: { id: scene.own.planId }, data: { tamId: tam.personId } });
    await renew(after(END + DAY), after(400 * DAY).now);
    const { mainGroupId } = scene.own;
    expect(await outcomeOf(accessGroup(prisma(), tam, mainGroupId, "post"))).toBe("allowed");
  });

  it("does not open the groups of a deleted channel, nor does its return those of a plan that is over", async () => {
    const { channelId } = scene.own;
    const setStatus = (status: "deleted" | "active") =>
      prisma().channel.update({ where: { id: channelId }, data: { status } });
    await sweep(after(GRACE_END));
    await setStatus("deleted");
    await renew(after(GRACE_END), after(400 * DAY).now);
    await sweep(after(GRACE_END));
    expect(await archivedGroups()).toBe(3);

    await renew(after(GRACE_END), after(END).now);
    await setStatus("active");
    await inTransaction((tx) => restoreGroupsOf(tx, channelId, after(GRACE_END).now));
    await sweep(after(GRACE_END));
    expect(await archivedGroups()).toBe(3);

    await renew(after(GRACE_END), after(400 * DAY).now);
    expect(await archivedGroups()).toBe(0);
  });

  it("comes with a channel that is brought back while the plan holds", async () => {
    const { channelId } = scene.own;
    await inTransaction((tx) => archiveGroupsOf(tx, channelId, start));
    expect(await inTransaction((tx) => restoreGroupsOf(tx, channelId, start))).toBe(3);
    expect(await archivedGroups()).toBe(0);
  });
});

describe("two workers", () => {
  it("archive each group once, and say it once", async () => {
    const at = after(GRACE_END);
    await Promise.all([sweep(at), sweep(at), sweep(at)]);
    await sweep(at);

    const { ticket, own } = scene;
    const groups = [own.mainGroupId, ticket.groupId, ticket.internalGroupId];
    const events = await prisma().groupEvent.groupBy({
      by: ["groupId"],
      where: { groupId: { in: groups }, type: "group.archived" },
      _count: true,
    });
    expect(events.map(({ _count }) => _count)).toEqual([1, 1, 1]);
    expect((await eventsOf(ticket.id)).filter((type) => type === "service_ended")).toHaveLength(1);
    for (const groupId of groups) expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("and a renewal between them leave everything open", async () => {
    const at = after(GRACE_END);
    await Promise.all([sweep(at), renew(at, after(400 * DAY).now), sweep(at)]);
    await sweep(at);
    const { channelId } = scene.own;
    expect(await prisma().group.count({ where: { channelId, archivedAt: { not: null } } })).toBe(0);
  });
});
