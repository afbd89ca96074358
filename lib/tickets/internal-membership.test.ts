import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroups } from "@/lib/events/lock-groups";
import { leaveGroup } from "@/lib/groups/commands/leave-group";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { disableStaff } from "@/lib/identity/commands/disable-staff";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { anEngineer, isWithoutHoles, logOf } from "@/lib/testing/conversation-world";
import { aShift, withSkills } from "@/lib/testing/duty-world";
import { after, DAY, HOUR, ticketScene } from "@/lib/testing/ticket-scene";
import { assignTicket } from "@/lib/tickets/commands/assign-ticket";
import { handOverTickets } from "@/lib/tickets/commands/hand-over-tickets";
import { replaceAssignee } from "@/lib/tickets/commands/replace-assignee";
import { takeTicket } from "@/lib/tickets/commands/take-ticket";
import { joinTicketStaffAll } from "@/lib/tickets/join-ticket";

const system = { kind: "system", name: "test" } as const;
const scene = ticketScene();
const at = after(HOUR);

const presentIn = async (groupId: string): Promise<string[]> => {
  const members = await prisma().groupMember.findMany({
    where: { groupId, side: "service", leftAt: null },
    orderBy: { personId: "asc" },
  });
  return members.map(({ personId }) => personId);
};

/** Who of the service side is in the ticket's group, once it is shown that the very same are in its internal group. */
async function followed(): Promise<string[]> {
  const { groupId, internalGroupId } = scene.ticket;
  const there = await presentIn(groupId);
  expect(await presentIn(internalGroupId)).toEqual(there);
  for (const id of [groupId, internalGroupId]) expect(await isWithoutHoles(id)).toBe(true);
  return there;
}

/** Somebody who can take the ticket's product, on duty as long as its engineer. */
async function onDuty(name: string): Promise<StaffActor> {
  const colleague = await withSkills(await anEngineer(name), [scene.own.productCode]);
  await aShift(colleague, { startsAt: after(-DAY).now, endsAt: after(60 * DAY).now });
  return colleague;
}

const joined: Record<string, () => Promise<StaffActor>> = {
  "being given the ticket": async () => {
    const colleague = await anEngineer("Given");
    await assignTicket(scene.own.engineer, { ...(await scene.input()), personId: colleague.personId }, at);
    return colleague;
  },
  "taking it": async () => {
    const lead = await anEngineer("Lead", ["duty_lead"]);
    await takeTicket(lead, await scene.input(), at);
    return lead;
  },
  "having it handed over": async () => {
    const next = await onDuty("Next");
    await handOverTickets(
      scene.own.engineer,
      { tickets: [await scene.input()], personId: next.personId, note: "Look at the log." },
      at,
    );
    return next;
  },
  "an emergency's call": async () => {
    const called = await anEngineer("Called");
    const { groupId, internalGroupId } = scene.ticket;
    await inTransaction(async (tx) => {
      await lockGroups(tx, [groupId, internalGroupId]);
      await joinTicketStaffAll(tx, scene.ticket, [called.personId], { actorId: null, ...at });
    });
    return called;
  },
  "following one who was switched off": async () => {
    const next = await onDuty("Next");
    const { personId } = scene.own.engineer;
    const { email } = await prisma().staffAccount.findUniqueOrThrow({ where: { personId } });
    await disableStaff(system, { email }, at);
    await replaceAssignee(system, { ticketId: scene.ticket.id }, at);
    return next;
  },
};

describe("of a ticket's internal notes", () => {
  it.each(Object.keys(joined))("one becomes a member by %s", async (way) => {
    const before = await followed();
    const who = await joined[way]?.();
    expect(await followed()).toEqual([...before, who?.personId ?? ""].toSorted());
  });

  const tam = () => scene.own.tam;
  const ended: Record<string, () => Promise<void>> = {
    "removed from it": () =>
      removeMember(tam(), { groupId: scene.ticket.groupId, personId: scene.own.engineer.personId }, at),
    "left it": () => leaveGroup(scene.own.engineer, { groupId: scene.ticket.groupId }, at),
  };

  it.each(Object.keys(ended))("who was in the ticket's conversation and %s ceases to be", async (way) => {
    const { internalGroupId } = scene.ticket;
    const { engineer } = scene.own;
    await ended[way]?.();

    expect(await followed()).not.toContain(engineer.personId);
    expect((await logOf(internalGroupId)).at(-1)).toMatchObject({
      type: "member.left",
      subjectId: engineer.personId,
    });
    const note = { groupId: internalGroupId, clientId: randomUUID(), body: "still here?" };
    await expect(sendMessage(engineer, note)).rejects.toThrow("NOT_FOUND groups.no_such_group");
    // One act, told once.
    const audited = await prisma().auditEvent.count({
      where: {
        action: { in: ["member.left", "member.removed"] },
        details: { path: ["personId"], equals: engineer.personId },
      },
    });
    expect(audited).toBe(1);
  });

  it("who comes back to the ticket comes back to them", async () => {
    const { engineer } = scene.own;
    await leaveGroup(engineer, { groupId: scene.ticket.groupId }, at);
    await assignTicket(scene.own.tam, { ...(await scene.input()), personId: scene.own.tam.personId }, at);
    await assignTicket(scene.own.tam, { ...(await scene.input()), personId: engineer.personId }, at);
    expect(await followed()).toContain(engineer.personId);
  });

  it("nobody leaves, or is taken out of, them alone", async () => {
    const { engineer } = scene.own;
    const groupId = scene.ticket.internalGroupId;
    const before = await logOf(groupId);
    await expect(leaveGroup(engineer, { groupId }, at)).rejects.toThrow("CONFLICT groups.follows_ticket");
    await expect(removeMember(scene.own.tam, { groupId, personId: engineer.personId }, at)).rejects.toThrow(
      "CONFLICT groups.follows_ticket",
    );
    expect(await logOf(groupId)).toEqual(before);
    await followed();
  });

  it("a customer who leaves the ticket changes nothing there", async () => {
    const [requester, colleague] = scene.own.employees;
    const { groupId, internalGroupId } = scene.ticket;
    await prisma().groupMember.create({
      data: {
        groupId,
        accountId: scene.own.accountId,
        customerAccountId: scene.own.accountId,
        personId: colleague.personId,
        side: "customer",
        joinedVia: "invitation",
        joinedAt: at.now,
      },
    });
    const before = await logOf(internalGroupId);
    await removeMember(requester, { groupId, personId: colleague.personId }, at);
    expect(await logOf(internalGroupId)).toEqual(before);
  });

  it("two who end and begin memberships of one ticket at once do not wait for each other for ever", async () => {
    const others = await Promise.all([1, 2, 3, 4].map((number) => anEngineer(`Engineer ${number}`)));
    const { groupId, internalGroupId } = scene.ticket;
    await Promise.all([
      leaveGroup(scene.own.engineer, { groupId }, at),
      ...others.map(({ personId }) =>
        inTransaction(async (tx) => {
          await lockGroups(tx, [groupId, internalGroupId]);
          await joinTicketStaffAll(tx, scene.ticket, [personId], { actorId: null, ...at });
        }),
      ),
    ]);
    expect(await followed()).toEqual([scene.own.tam, ...others].map(({ personId }) => personId).toSorted());
  });
});
