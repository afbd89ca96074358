import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { leaveGroup } from "@/lib/groups/commands/leave-group";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { setMemberRole } from "@/lib/groups/commands/set-member-role";
import { joinGroup, joinGroupAll } from "@/lib/groups/join-group";
import { showSecondFactor } from "@/lib/identity/commands/show-second-factor";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { aCustomer, aGroupOfKind, anEmployee, anEngineer, logOf } from "@/lib/testing/conversation-world";
import { aStaffMember, codeOf, enrolled, midStep, stepsAfter } from "@/lib/testing/second-factor-world";
import { aFullGroup, at, changes, type Name, row, rowsOf, traceOf } from "@/lib/testing/member-world";

describe("a change that is refused", () => {
  it.each<[keyof typeof changes, Name, Name, string]>([
    ["remove", "owner", "tam", "FORBIDDEN groups.other_side"],
    ["remove", "owner", "engineer", "FORBIDDEN groups.other_side"],
    ["remove", "tam", "colleague", "FORBIDDEN groups.other_side"],
    ["remove", "colleague", "owner", "FORBIDDEN groups.may_not_manage_members"],
    ["remove", "owner", "owner", "CONFLICT groups.last_owner"],
    ["remove", "tam", "tam", "INVALID_INPUT groups.leave_instead"],
    ["remove", "gone", "colleague", "NOT_FOUND groups.no_such_group"],
    ["makeOwner", "colleague", "colleague", "FORBIDDEN groups.may_not_appoint"],
    ["makeOwner", "engineer", "colleague", "FORBIDDEN groups.may_not_appoint"],
    ["makeOwner", "owner", "engineer", "FORBIDDEN groups.other_side"],
    ["makeOwner", "tam", "engineer", "FORBIDDEN groups.service_has_no_owners"],
    ["makeOwner", "owner", "gone", "NOT_FOUND groups.no_such_member"],
    ["makeOwner", "owner", "stranger", "NOT_FOUND groups.no_such_member"],
    ["makeOwner", "stranger", "stranger", "NOT_FOUND groups.no_such_group"],
    ["makeOwner", "elsewhere", "colleague", "NOT_FOUND groups.no_such_group"],
    ["makeOwner", "gone", "gone", "NOT_FOUND groups.no_such_group"],
    ["makeMember", "owner", "owner", "CONFLICT groups.last_owner"],
    ["makeMember", "colleague", "owner", "FORBIDDEN groups.may_not_appoint"],
    ["makeMember", "tam", "owner", "FORBIDDEN groups.owners_are_the_customers"],
    ["leave", "owner", "owner", "CONFLICT groups.last_owner"],
    ["leave", "tam", "tam", "CONFLICT groups.tam_stays"],
    ["leave", "gone", "gone", "NOT_FOUND groups.no_such_group"],
    ["leave", "stranger", "stranger", "NOT_FOUND groups.no_such_group"],
  ])("%s by %s to %s: %s, leaves no trace", async (what, by, to, refusal) => {
    const group = await aFullGroup();
    const before = await traceOf(group.groupId);

    await expect(changes[what](group, by, to)).rejects.toThrow(refusal);

    expect(await traceOf(group.groupId)).toEqual(before);
  });
});

describe("roles", () => {
  it.each([
    ["owner", "a further owner"],
    ["tam", "one at the customer's request"],
  ] as const)("are changed by %s: %s", async (by, _what) => {
    const group = await aFullGroup();
    const { groupId, colleague } = group;

    await changes.makeOwner(group, by, "colleague");

    expect(await row(groupId, colleague)).toMatchObject({ role: "owner", leftAt: null });
    expect((await logOf(groupId)).at(-1)).toMatchObject({
      type: "member.changed",
      subjectId: colleague.personId,
    });
    const audited = await prisma().auditEvent.findFirstOrThrow({
      where: { subjectId: groupId, action: "member.role_changed" },
    });
    expect(audited).toMatchObject({
      actorId: group[by].personId,
      details: { personId: colleague.personId, role: "owner", before: { role: "member" } },
    });
  });

  it("changes nothing for who has the role already", async () => {
    const group = await aFullGroup();
    const before = await traceOf(group.groupId);

    await changes.makeOwner(group, "owner", "owner");
    await changes.makeMember(group, "owner", "colleague");

    expect(await traceOf(group.groupId)).toEqual(before);
  });

  it("lets an owner step down once there is another, who then is the last", async () => {
    const group = await aFullGroup();
    await changes.makeOwner(group, "owner", "colleague");

    await changes.makeMember(group, "owner", "owner");

    expect(await row(group.groupId, group.owner)).toMatchObject({ role: "member" });
    await expect(changes.makeMember(group, "colleague", "colleague")).rejects.toThrow("groups.last_owner");
  });

  it("gives an owner back to a group that has none, by who leads the service team", async () => {
    const group = await aFullGroup();
    const { groupId, owner } = group;
    // The product itself may: an account is closed, a person deleted.
    await removeMember({ kind: "system", name: "test" }, { groupId, personId: owner.personId }, at);

    await changes.makeOwner(group, "tam", "colleague");

    expect((await rowsOf(groupId)).filter(({ role, leftAt }) => role === "owner" && !leftAt)).toHaveLength(1);
  });

  it("of a ticket group are its customer's too", async () => {
    const customer = await aCustomer();
    const [requester, colleague] = [await anEmployee(customer), await anEmployee(customer)];
    const engineer = await anEngineer();
    const groupId = await aGroupOfKind(customer, "ticket", [requester, colleague, engineer]);
    const { personId } = requester;
    await prisma().groupMember.updateMany({ where: { groupId, personId }, data: { role: "owner" } });

    await setMemberRole(requester, { groupId, personId: colleague.personId, role: "owner" }, at);
    await leaveGroup(requester, { groupId }, at);
    await leaveGroup(engineer, { groupId }, at);

    expect(await row(groupId, colleague)).toMatchObject({ role: "owner", leftAt: null });
    expect((await logOf(groupId)).map(({ type }) => type)).toEqual([
      "member.changed",
      "member.left",
      "member.left",
    ]);
  });
});

describe("how a membership ended", () => {
  it("stays on its row: removed, or left", async () => {
    const group = await aFullGroup();
    await changes.remove(group, "owner", "colleague");

    expect(await row(group.groupId, group.colleague)).toMatchObject({ leftAt: at.now, leftVia: "removed" });
    expect(await row(group.groupId, group.gone)).toMatchObject({ leftAt: at.now, leftVia: "left" });
    const audited = await prisma().auditEvent.findMany({
      where: { subjectId: group.groupId, action: { in: ["member.left", "member.removed"] } },
      select: { action: true, actorId: true },
      orderBy: { id: "asc" },
    });
    expect(audited).toEqual([
      { action: "member.left", actorId: group.gone.personId },
      { action: "member.removed", actorId: group.owner.personId },
    ]);
  });

  it("is not changed by removing who left", async () => {
    const group = await aFullGroup();
    const before = await traceOf(group.groupId);

    await changes.remove(group, "owner", "gone");

    expect(await traceOf(group.groupId)).toEqual(before);
  });

  it("is forgotten when they are back", async () => {
    const group = await aFullGroup();
    const { groupId, customer, gone, engineer } = group;
    await changes.leave(group, "engineer");
    const there = { id: groupId, accountId: customer.accountId };
    await inTransaction(async (tx) => {
      await lockGroup(tx, groupId);
      const joining = { role: "member", actorId: null, ...at } as const;
      await joinGroup(tx, there, { id: gone.personId, side: "customer" }, joining);
      await joinGroupAll(tx, there, [engineer.personId], joining);
    });

    for (const actor of [gone, engineer])
      expect(await row(groupId, actor)).toMatchObject({ leftAt: null, leftVia: null });
  });

  it("keeps who left out of the group at their next sign-in", async () => {
    const { customer, groupId, gone } = await aFullGroup();

    await inTransaction((tx) => joinMainGroups(tx, { ...customer, personId: gone.personId, ...at }));

    expect(await row(groupId, gone)).toMatchObject({ leftVia: "left" });
  });
});

it("asks staff with a second factor for it before they remove somebody, and leaves no trace until it is shown", async () => {
  const { groupId, customer, engineer } = await aFullGroup();
  const enrolledAt = midStep();
  const { actor } = await aStaffMember(enrolledAt);
  const { secret } = await enrolled(actor, enrolledAt);
  await inTransaction(async (tx) => {
    await lockGroup(tx, groupId);
    await joinGroup(
      tx,
      { id: groupId, accountId: customer.accountId },
      { id: actor.personId, side: "service" },
      { role: "member", actorId: null, now: enrolledAt },
    );
  });
  const before = await traceOf(groupId);
  const now = stepsAfter(enrolledAt, 40);
  const removal = () => removeMember(actor, { groupId, personId: engineer.personId }, { now });

  await expect(removal()).rejects.toThrow("FORBIDDEN identity.second_factor_needed");
  expect(await traceOf(groupId)).toEqual(before);
  await showSecondFactor(actor, { code: codeOf(secret, now) }, { now });
  await removal();

  expect(await row(groupId, engineer)).toMatchObject({ leftVia: "removed" });
});
