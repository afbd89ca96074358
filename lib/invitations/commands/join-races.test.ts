import { describe, expect, it } from "vitest";
import type { EmployeeActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import { asOwner } from "@/lib/testing/as-owner";
import { aConversation, anEmployee, type Customer, isWithoutHoles } from "@/lib/testing/conversation-world";
import { anInvitation, join, membershipOf, stateOfGroup } from "@/lib/testing/invitation-world";

const now = new Date();

/** People who signed in without being in any group, in a few statements. */
async function aCrowd({ accountId, channelId }: Customer, size: number): Promise<EmployeeActor[]> {
  const ids = Array.from({ length: size }, newId);
  await prisma().person.createMany({
    data: ids.map((id) => ({ id, side: "customer" as const, accountId, name: "Wang", createdAt: now })),
  });
  return ids.map((personId) => ({ kind: "employee", personId, channelId, accountId, sessionId: "" }));
}

describe("many at once", () => {
  it("let in one of two on the last use", async () => {
    const { customer, employee, groupId } = await aConversation();
    const two = [await anEmployee(customer), await anEmployee(customer)];
    const { token } = await anInvitation(employee, groupId, { maxUses: 1 });

    const outcomes = await Promise.allSettled(two.map((who) => join(who, token)));

    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { reason: "invitations.used_up" },
    });
    expect((await stateOfGroup(groupId)).uses).toBe(1);
  });

  it("let in the same person once, who presses twice", async () => {
    const { customer, employee, groupId } = await aConversation();
    const who = await anEmployee(customer);
    const { token } = await anInvitation(employee, groupId, { maxUses: 1 });

    const outcomes = await Promise.all([join(who, token), join(who, token)]);

    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["already_member", "joined"]);
  });

  it("come in by one link, five hundred within a minute, without a hole in the log", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { token } = await anInvitation(employee, groupId, { maxUses: 499 });
    const crowd = await aCrowd(customer, 500);
    const begun = performance.now();
    const refusals: unknown[] = [];
    // Each of 40 browsers lets the next person in as soon as the one before is done.
    const queue = [...crowd];
    const browser = async () => {
      for (let who = queue.pop(); who !== undefined; who = queue.pop())
        await join(who, token).catch((thrown: unknown) => refusals.push(thrown));
    };
    await Promise.all(Array.from({ length: 40 }, browser));

    expect(performance.now() - begun).toBeLessThan(60_000);
    expect(refusals).toMatchObject([{ reason: "invitations.used_up" }]);
    const { uses, members } = await stateOfGroup(groupId);
    expect(uses).toBe(499);
    expect(members.filter(({ joinedVia }) => joinedVia === "invitation")).toHaveLength(499);
    expect(members.filter(({ role }) => role === "owner")).toHaveLength(1);
    expect(await isWithoutHoles(groupId)).toBe(true);
  }, 90_000);
});

describe("revoking while somebody is on the way in", () => {
  it("refuses the joining that waits behind it", async () => {
    const { customer, employee, groupId } = await aConversation();
    const { id, token } = await anInvitation(employee, groupId);
    const who = await anEmployee(customer);
    let joining: Promise<unknown> = Promise.resolve();

    await inTransaction(async (tx) => {
      await lockGroup(tx, groupId);
      joining = join(who, token).catch((thrown: unknown) => thrown);
      // Until it waits for the group: it has read the link as live by then.
      const waits = async () =>
        (
          await asOwner(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
          )
        ).length > 0;
      while (!(await waits())) await new Promise(setImmediate);
      await tx.invitation.update({ where: { id }, data: { revokedAt: now } });
    });

    expect(await joining).toMatchObject({ reason: "invitations.revoked" });
    expect(await membershipOf(groupId, who)).toBeNull();
  });

  it("either comes first or is refused, never half", async () => {
    const { customer, employee, groupId } = await aConversation();
    for (let round = 0; round < 5; round += 1) {
      const { id, token } = await anInvitation(employee, groupId);
      const who = await anEmployee(customer);
      const [joined] = await Promise.allSettled([
        join(who, token),
        revokeInvitation(employee, { invitationId: id }, { now }),
      ]);
      const uses = await prisma().invitationUse.count({ where: { invitationId: id } });
      expect(uses).toBe(joined.status === "fulfilled" ? 1 : 0);
      expect((await membershipOf(groupId, who)) !== null).toBe(joined.status === "fulfilled");
    }
  });
});
