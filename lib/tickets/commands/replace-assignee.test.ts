import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aShift, onLeave, withSkills } from "@/lib/testing/duty-world";
import { after, DAY, HOUR, start, ticketScene } from "@/lib/testing/ticket-scene";
import { eventsOf } from "@/lib/testing/ticket-world";
import { replaceAssignee } from "@/lib/tickets/commands/replace-assignee";
import { retryAssignment } from "@/lib/tickets/commands/retry-assignment";

const scene = ticketScene();
const system = { kind: "system", name: "test" } as const;

describe("an engineer who is gone", () => {
  it.each([
    ["on leave", async () => onLeave(scene.own.engineer, { from: start })],
    [
      "disabled",
      async () =>
        prisma().staffAccount.update({
          where: { personId: scene.own.engineer.personId },
          data: { disabledAt: start },
        }),
    ],
    [
      "removed from the group",
      async () =>
        removeMember(
          system,
          { groupId: scene.ticket.groupId, personId: scene.own.engineer.personId },
          after(1_000),
        ),
    ],
  ])("gives the ticket to another: %s", async (_what, leave) => {
    const other = await withSkills(await anEngineer("Other"), [scene.own.productCode]);
    await aShift(other, { startsAt: start, endsAt: after(DAY).now });
    await leave();
    await replaceAssignee(system, { ticketId: scene.ticket.id }, after(HOUR));
    await replaceAssignee(system, { ticketId: scene.ticket.id }, after(HOUR));

    expect((await scene.current()).assigneeId).toBe(other.personId);
    expect(await eventsOf(scene.ticket.id)).toEqual(["created", "assigned", "unassigned", "assigned"]);
  });

  it("is not put back by the product, once somebody took them out of the group", async () => {
    await removeMember(
      system,
      { groupId: scene.ticket.groupId, personId: scene.own.engineer.personId },
      after(1_000),
    );
    await replaceAssignee(system, { ticketId: scene.ticket.id }, after(HOUR));
    await retryAssignment(system, { ticketId: scene.ticket.id }, after(2 * HOUR));

    expect((await scene.current()).assigneeId).toBeNull();
  });

  it("leaves it waiting where there is nobody else, until somebody comes on duty", async () => {
    await onLeave(scene.own.engineer, { from: start });
    await replaceAssignee(system, { ticketId: scene.ticket.id }, after(HOUR));
    expect(await scene.current()).toMatchObject({ status: "new", assigneeId: null });

    const other = await withSkills(await anEngineer("Other"), [scene.own.productCode]);
    await aShift(other, { startsAt: after(2 * HOUR).now, endsAt: after(DAY).now });
    await retryAssignment(system, { ticketId: scene.ticket.id }, after(2 * HOUR - 1));
    expect((await scene.current()).assigneeId).toBeNull();
    await retryAssignment(system, { ticketId: scene.ticket.id }, after(2 * HOUR + 60_000));

    expect(await scene.current()).toMatchObject({ status: "assigned", assigneeId: other.personId });
    expect(await eventsOf(scene.ticket.id)).toEqual([
      "created",
      "assigned",
      "unassigned",
      "nobody_planned",
      "assigned",
    ]);
  });
});
