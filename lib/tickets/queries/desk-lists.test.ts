import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { anEngineer } from "@/lib/testing/conversation-world";
import { manyTickets } from "@/lib/testing/many-tickets";
import { aTicketCrowd, idsOf, type Question, rowsOf, type TicketCrowd } from "@/lib/testing/ticket-crowd";
import {
  type DeskTicketPageView,
  type DeskTicketRowView,
  listOwnTicketsInput,
  listQueueInput,
} from "@/lib/tickets/browser/ticket-lists";
import { listOwnTickets } from "@/lib/tickets/queries/list-own-tickets";
import { listQueue } from "@/lib/tickets/queries/list-queue";

let crowds: [TicketCrowd, TicketCrowd];
beforeAll(async () => {
  const one = await aTicketCrowd();
  const other = await aTicketCrowd({ engineers: one.engineers });
  await manyTickets([
    { place: one.place, count: 250 },
    { place: other.place, count: 150 },
  ]);
  crowds = [one, other];
});

const openRows = async () => {
  const rows = [...(await rowsOf(crowds[0])), ...(await rowsOf(crowds[1]))];
  return rows.filter(({ status }) => status !== "resolved" && status !== "closed");
};

async function every(read: (cursor: Question) => Promise<DeskTicketPageView>): Promise<DeskTicketRowView[]> {
  const tickets: DeskTicketRowView[] = [];
  for (let cursor: string | null = null; ;) {
    const page: DeskTicketPageView = await read(cursor === null ? {} : { cursor });
    tickets.push(...page.tickets);
    cursor = page.nextCursor;
    if (cursor === null) return tickets;
  }
}

const queueOf = (actor: StaffActor, question: Question = {}) =>
  listQueue(actor, listQueueInput.parse({ limit: 3, ...question }));
const ownOf = (actor: StaffActor, question: Question = {}) =>
  listOwnTickets(actor, listOwnTicketsInput.parse({ limit: 7, ...question }));

describe("what nobody has taken", () => {
  it.each(["engineer", "tam", "duty_lead", "manager"] as const)(
    "is the same for every %s: of all customers, the worst first, then who waits longest",
    async (role) => {
      const rows = (await openRows()).filter(({ assigneeId }) => assigneeId === null);
      const expected = rows.toSorted(
        (one, other) =>
          one.severity.localeCompare(other.severity) || one.createdAt.getTime() - other.createdAt.getTime(),
      );
      const actor = await anEngineer("Somebody", [role]);
      const tickets = await every((cursor) => queueOf(actor, cursor));
      expect(idsOf(tickets)).toEqual(idsOf(expected));
      expect(tickets[0]).toMatchObject({
        organizationName: "Test organization",
        isMember: false,
        version: 1,
      });
    },
  );

  it.each(["operator", "auditor"] as const)("is nothing to an %s", async (role) => {
    expect(await queueOf(await anEngineer("Somebody", [role]))).toEqual({ tickets: [], nextCursor: null });
  });

  it("refuses the cursor of another list", async () => {
    const [engineer] = crowds[0].engineers;
    const actor = engineer ?? (await anEngineer());
    const { nextCursor } = await ownOf(actor, { limit: 1 });
    await expect(queueOf(actor, { cursor: nextCursor ?? "x" })).rejects.toMatchObject({
      reason: "tickets.cursor_malformed",
    });
    await expect(ownOf(actor, { cursor: nextCursor ?? "x", of: "member" })).rejects.toMatchObject({
      reason: "tickets.cursor_malformed",
    });
  });
});

describe("one's own tickets", () => {
  const dueOf = (row: Awaited<ReturnType<typeof openRows>>[number]) =>
    Math.min(
      ...[row.firstResponseDueAt, row.nextUpdateDueAt, row.resolutionDueAt].map(
        (at) => at?.getTime() ?? 1e15,
      ),
    );

  it("are those one is the engineer of: open ones, what is due soonest first", async () => {
    const [engineer] = crowds[0].engineers;
    const rows = (await openRows()).filter(({ assigneeId }) => assigneeId === engineer?.personId);
    const expected = rows.toSorted((one, other) => dueOf(one) - dueOf(other) || (one.id < other.id ? -1 : 1));
    const tickets = await every((cursor) => ownOf(engineer ?? crowds[0].tam, cursor));
    expect(idsOf(tickets)).toEqual(idsOf(expected));
    expect(tickets.every(({ isMember }) => isMember)).toBe(true);
  });

  it("are all in whose groups one is, if asked for", async () => {
    const { tam } = crowds[0];
    expect(await ownOf(tam)).toEqual({ tickets: [], nextCursor: null });
    const tickets = await every((cursor) => ownOf(tam, { of: "member", ...cursor }));
    const rows = (await openRows()).filter(({ mainGroupId }) => mainGroupId === crowds[0].place.mainGroupId);
    expect(idsOf(tickets).toSorted()).toEqual(idsOf(rows).toSorted());
  });

  it("are gone for who left the group", async () => {
    const { tam } = crowds[1];
    const [first] = (await ownOf(tam, { of: "member" })).tickets;
    await prisma().groupMember.updateMany({
      where: { groupId: first?.groupId ?? "", personId: tam.personId },
      data: { leftAt: new Date() },
    });
    expect(idsOf((await ownOf(tam, { of: "member" })).tickets)).not.toContain(first?.id);
  });
});
