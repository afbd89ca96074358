import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { bindMainGroup } from "@/lib/groups/bind-main-group";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { joinMainGroups } from "@/lib/groups/join-main-groups";
import { listMembers } from "@/lib/groups/queries/list-members";
import { setPlanStaff } from "@/lib/groups/set-plan-staff";
import {
  aCustomer,
  aGroupOfKind,
  aMainGroup,
  anEmployee,
  anEngineer,
  type Customer,
  isWithoutHoles,
  logOf,
} from "@/lib/testing/conversation-world";

const now = new Date();
const system: Actor = { kind: "system", name: "test" };

async function bind(customer: Customer, tamId: string | null = null, deputyId: string | null = null) {
  return inTransaction((tx) => bindMainGroup(tx, { ...customer, name: "Main group", tamId, deputyId, now }));
}

async function signIn(actor: { personId: string; channelId: string; accountId: string }) {
  const { personId, channelId, accountId } = actor;
  await inTransaction((tx) => joinMainGroups(tx, { personId, channelId, accountId, now }));
}

async function membership(groupId: string, personId: string) {
  return prisma().groupMember.findUnique({ where: { groupId_personId: { groupId, personId } } });
}

describe("binding a main group", () => {
  it("makes one group with the TAM and the deputy, and tells its log so", async () => {
    const customer = await aCustomer();
    const [tam, deputy] = [await anEngineer("Tam", ["tam"]), await anEngineer("Deputy")];

    const bound = await bind(customer, tam.personId, deputy.personId);

    expect(bound.isNew).toBe(true);
    expect((await logOf(bound.groupId)).map(({ type, subjectId }) => [type, subjectId])).toEqual([
      ["group.created", bound.groupId],
      ["member.joined", tam.personId],
      ["member.joined", deputy.personId],
    ]);
  });

  it("makes one group when it is done twice at the same time, and changes nothing the next time", async () => {
    const customer = await aCustomer();
    const tam = await anEngineer("Tam", ["tam"]);

    const both = await Promise.all([bind(customer, tam.personId), bind(customer, tam.personId)]);
    const again = await bind(customer, tam.personId, tam.personId);

    expect(new Set([...both, again].map(({ groupId }) => groupId)).size).toBe(1);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await logOf(again.groupId)).toHaveLength(2);
    expect(await isWithoutHoles(again.groupId)).toBe(true);
  });

  it("is done again for another plan of the same channel", async () => {
    const customer = await aCustomer();
    const first = await bind(customer);
    const planId = (
      await prisma().supportPlan.create({
        data: {
          id: crypto.randomUUID(),
          accountId: customer.accountId,
          tier: "enterprise",
          validFrom: now,
          validTo: new Date(now.getTime() + 1),
          createdAt: now,
        },
      })
    ).id;

    const second = await bind({ ...customer, planId });

    expect(second.isNew).toBe(true);
    expect(second.groupId).not.toBe(first.groupId);
  });
});

describe("signing in", () => {
  it("makes the first customer owner and the next ones members, who have read what was before", async () => {
    const customer = await aCustomer();
    const { groupId } = await bind(customer, (await anEngineer()).personId);
    const [first, second] = [await anEmployee(customer), await anEmployee(customer)];

    await signIn(first);
    await signIn(second);

    expect(await membership(groupId, first.personId)).toMatchObject({
      role: "owner",
      joinedVia: "sign_in",
      readSequence: 2n,
    });
    expect(await membership(groupId, second.personId)).toMatchObject({ role: "member", readSequence: 3n });
  });

  it("makes exactly one owner when many sign in for the first time at once", async () => {
    const customer = await aCustomer();
    const { groupId } = await bind(customer);
    const employees = await Promise.all(Array.from({ length: 12 }, () => anEmployee(customer)));

    await Promise.all(employees.map(signIn));

    const members = await prisma().groupMember.findMany({ where: { groupId } });
    expect(members).toHaveLength(12);
    expect(members.filter(({ role }) => role === "owner")).toHaveLength(1);
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("changes nothing the next time", async () => {
    const customer = await aCustomer();
    const { groupId } = await bind(customer);
    const employee = await anEmployee(customer);
    await signIn(employee);
    const before = await logOf(groupId);

    await signIn(employee);

    expect(await logOf(groupId)).toEqual(before);
  });

  it("does not bring back who was removed", async () => {
    const customer = await aCustomer();
    const { groupId } = await bind(customer);
    const [owner, removed] = [await anEmployee(customer), await anEmployee(customer)];
    await signIn(owner);
    await signIn(removed);
    await removeMember(owner, { groupId, personId: removed.personId }, { now });

    await signIn(removed);

    expect((await membership(groupId, removed.personId))?.leftAt).toEqual(now);
  });

  it("joins no group of a channel whose entry is by link, none of another channel, none that is archived", async () => {
    const [byLink, other, archived] = [
      await aCustomer({ mainGroupEntry: "link" }),
      await aCustomer(),
      await aCustomer(),
    ];
    await Promise.all([bind(byLink), bind(other)]);
    const { groupId } = await bind(archived);
    await prisma().group.update({ where: { id: groupId }, data: { archivedAt: now } });
    const employees = [await anEmployee(byLink), await anEmployee(archived)];

    await Promise.all(employees.map(signIn));

    expect(
      await prisma().groupMember.count({
        where: { personId: { in: employees.map(({ personId }) => personId) } },
      }),
    ).toBe(0);
  });
});

describe("the plan's staff", () => {
  it("join every group of the plan, and come back if they had left", async () => {
    const customer = await aCustomer();
    const { groupId } = await bind(customer);
    const [tam, deputy] = [await anEngineer(), await anEngineer()];
    const set = (tamId: string | null, deputyId: string | null) =>
      inTransaction((tx) => setPlanStaff(tx, { planId: customer.planId, tamId, deputyId, now }));

    await set(tam.personId, null);
    await removeMember(system, { groupId, personId: tam.personId }, { now });
    await set(tam.personId, deputy.personId);

    expect((await logOf(groupId)).map(({ type }) => type)).toEqual([
      "group.created",
      "member.joined",
      "member.left",
      "member.joined",
      "member.joined",
    ]);
    expect((await membership(groupId, tam.personId))?.leftAt).toBeNull();
  });
});

describe("removing a member", () => {
  let customer: Customer;

  beforeAll(async () => {
    customer = await aCustomer();
  });

  /** The customer's own group with an owner, a colleague, a TAM and an engineer. */
  async function aFullGroup() {
    const own = await aCustomer();
    const [owner, colleague] = [await anEmployee(own), await anEmployee(own)];
    const [tam, engineer] = [await anEngineer("Tam", ["tam"]), await anEngineer("Engineer")];
    const groupId = await aMainGroup(own, { staff: [tam, engineer], employees: [owner, colleague] });
    const elsewhere = await anEngineer("Elsewhere", ["tam"]);
    const stranger = await anEmployee(customer);
    return { groupId, owner, colleague, tam, engineer, elsewhere, stranger };
  }

  it.each([
    ["owner", "colleague"],
    ["tam", "engineer"],
  ] as const)("is done by %s to %s, and audited", async (by, of) => {
    const group = await aFullGroup();
    const { groupId } = group;

    await removeMember(group[by], { groupId, personId: group[of].personId }, { now });

    const { personId } = group[of];
    expect((await logOf(groupId)).at(-1)).toMatchObject({ type: "member.left", subjectId: personId });
    expect(await prisma().auditEvent.count({ where: { subjectId: groupId, action: "member.removed" } })).toBe(
      1,
    );
  });

  it.each([
    ["owner", "tam", "FORBIDDEN groups.other_side"],
    ["tam", "colleague", "FORBIDDEN groups.other_side"],
    ["colleague", "owner", "FORBIDDEN groups.may_not_manage_members"],
    ["engineer", "tam", "FORBIDDEN groups.may_not_manage_members"],
    ["stranger", "owner", "NOT_FOUND groups.no_such_group"],
    ["elsewhere", "engineer", "NOT_FOUND groups.no_such_group"],
    ["owner", "stranger", "NOT_FOUND groups.no_such_member"],
    ["owner", "owner", "CONFLICT groups.last_owner"],
  ] as const)("by %s of %s is refused: %s", async (by, of, refusal) => {
    const group = await aFullGroup();
    const { groupId } = group;
    const before = await logOf(groupId);

    await expect(removeMember(group[by], { groupId, personId: group[of].personId }, { now })).rejects.toThrow(
      refusal,
    );

    expect(await logOf(groupId)).toEqual(before);
  });

  it("changes nothing for who has left already", async () => {
    const { groupId, owner, colleague } = await aFullGroup();
    await removeMember(owner, { groupId, personId: colleague.personId }, { now });
    const before = await logOf(groupId);

    await removeMember(owner, { groupId, personId: colleague.personId }, { now });

    expect(await logOf(groupId)).toEqual(before);
  });

  it("lists who left as no longer present, and everything as not found to them", async () => {
    const { groupId, owner, colleague } = await aFullGroup();
    await removeMember(owner, { groupId, personId: colleague.personId }, { now });

    const members = await listMembers(owner, { groupId });

    expect(members.find(({ personId }) => personId === colleague.personId)).toMatchObject({
      present: false,
      side: "customer",
    });
    expect(members.filter(({ present }) => present)).toHaveLength(3);
    await expect(listMembers(colleague, { groupId })).rejects.toThrow("NOT_FOUND groups.no_such_group");
  });

  it("leaves internal groups to the service side, whatever the rows say", async () => {
    const employee = await anEmployee(customer);
    const groupId = await aGroupOfKind(customer, "internal", [employee]);

    await expect(listMembers(employee, { groupId })).rejects.toThrow("NOT_FOUND groups.no_such_group");
  });
});
