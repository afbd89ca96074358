import { describe, expect, it } from "vitest";
import { createMainGroup } from "@/lib/channels/commands/create-main-group";
import { requestMainGroup } from "@/lib/channels/commands/request-main-group";
import { prisma } from "@/lib/db/prisma";
import { isAppError } from "@/lib/errors/app-error";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { refusalOf } from "@/lib/testing/channel-world";
import {
  aCustomer,
  aMainGroup,
  anEmployee,
  anEngineer,
  archive,
  isWithoutHoles,
} from "@/lib/testing/conversation-world";
import { aServedCustomer, auditOf, membersOfMainGroup } from "@/lib/testing/main-group-world";

const at = () => ({ now: new Date() });
const DAY = 24 * 60 * 60_000;

describe("the service main group of a channel without one", () => {
  it("has TAM and deputy, who asked as owner, and those signed in now", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    const [first, asker] = [
      await anEmployee(customer, "Wang Xiaoyu"),
      await anEmployee(customer, "Chen Ming"),
    ];
    const away = await anEmployee(customer, "Sun Li");
    await prisma().session.update({ where: { id: away.sessionId }, data: { revokedAt: new Date() } });
    await requestMainGroup(asker, {}, at());

    const made = await createMainGroup(tam, customer, at());

    expect(made).toEqual({ isNew: true, answered: 1 });
    expect(await membersOfMainGroup(customer)).toEqual({
      [tam.personId]: "member plan",
      [deputy.personId]: "member plan",
      [asker.personId]: "owner added",
      [first.personId]: "member sign_in",
    });
    const request = await prisma().mainGroupRequest.findFirstOrThrow({
      where: { channelId: customer.channelId },
    });
    expect(request.answeredAt).not.toBeNull();
    expect(request.answeredById).toBe(tam.personId);
    const group = await prisma().group.findFirstOrThrow({ where: { channelId: customer.channelId } });
    expect(group.name).toBe("Test organization");
    expect(await isWithoutHoles(group.id)).toBe(true);
    const { channelId, planId } = customer;
    expect(await auditOf(customer)).toEqual([
      { action: "main_group.created", details: { channelId, planId, answered: 1 } },
    ]);
  });

  it("whose employees come by link has, of them, who asked alone", async () => {
    const { customer, tam, deputy } = await aServedCustomer({ mainGroupEntry: "link" });
    const asker = await anEmployee(customer);
    await anEmployee(customer, "Chen Ming");
    await requestMainGroup(asker, {}, at());

    await createMainGroup(deputy, customer, at());

    expect(await membersOfMainGroup(customer)).toEqual({
      [tam.personId]: "member plan",
      [deputy.personId]: "member plan",
      [asker.personId]: "owner added",
    });
  });

  it("that nobody asked for belongs to who signed in first", async () => {
    const { customer, tam } = await aServedCustomer();
    const first = await anEmployee(customer);
    const others = await Promise.all(["A", "B", "C"].map((name) => anEmployee(customer, name)));

    await createMainGroup(tam, customer, at());

    const members = await membersOfMainGroup(customer);
    expect(members[first.personId]).toBe("owner sign_in");
    expect(others.map(({ personId }) => members[personId])).toEqual(Array(3).fill("member sign_in"));
  });

  it("is one, however many make it at once", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    const asker = await anEmployee(customer);
    await requestMainGroup(asker, {}, at());

    const made = await Promise.all([tam, deputy, tam].map((actor) => createMainGroup(actor, customer, at())));

    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(made.reduce((sum, { answered }) => sum + answered, 0)).toBe(1);
    const groups = await prisma().group.findMany({ where: { channelId: customer.channelId } });
    expect(groups).toHaveLength(1);
    expect(await isWithoutHoles(groups[0]?.id ?? "")).toBe(true);
    expect(await auditOf(customer)).toHaveLength(1);
  });

  it("takes in whoever asks at the same moment, or refuses them because they are in it", async () => {
    const { customer, tam } = await aServedCustomer();
    const asker = await anEmployee(customer);

    const [, asked] = await Promise.allSettled([
      createMainGroup(tam, customer, at()),
      requestMainGroup(asker, {}, at()),
    ]);

    expect((await membersOfMainGroup(customer))[asker.personId]).toBeDefined();
    expect(
      await prisma().mainGroupRequest.count({ where: { channelId: customer.channelId, answeredAt: null } }),
    ).toBe(0);
    const refusal: unknown = asked.status === "rejected" ? asked.reason : null;
    expect([null, "channels.has_main_group"]).toContain(isAppError(refusal) ? refusal.reason : refusal);
  });
});

describe("a service main group that is there", () => {
  it("lets in who asks, removed or not, and nobody else", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    const [owner, asker, other] = [
      await anEmployee(customer),
      await anEmployee(customer, "Chen Ming"),
      await anEmployee(customer, "Sun Li"),
    ];
    const groupId = await aMainGroup(customer, { staff: [tam, deputy], employees: [owner, asker, other] });
    for (const { personId } of [asker, other])
      await removeMember({ kind: "system", name: "test" }, { groupId, personId }, at());
    await requestMainGroup(asker, {}, at());

    expect(await createMainGroup(tam, customer, at())).toEqual({ isNew: false, answered: 1 });

    const members = await membersOfMainGroup(customer);
    expect(members[asker.personId]).toBe("member added");
    expect(members[other.personId]).toBeUndefined();
    expect((await auditOf(customer)).at(-1)?.action).toBe("main_group.request_answered");
    expect(await isWithoutHoles(groupId)).toBe(true);
  });

  it("stays as it is when nobody asks", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    await aMainGroup(customer, { staff: [tam, deputy] });
    await anEmployee(customer);

    expect(await createMainGroup(tam, customer, at())).toEqual({ isNew: false, answered: 0 });
    expect(Object.keys(await membersOfMainGroup(customer))).toHaveLength(2);
    expect(await auditOf(customer)).toEqual([]);
  });
});

describe("a refusal leaves no trace", () => {
  it.each([
    ["the TAM of another customer", ["tam"], "NOT_FOUND", "channels.no_such_channel"],
    ["an engineer", ["engineer"], "NOT_FOUND", "channels.no_such_channel"],
    ["an auditor", ["auditor"], "FORBIDDEN", "channels.may_not_bind_main_group"],
    ["an operator", ["operator"], "FORBIDDEN", "channels.may_not_bind_main_group"],
  ] as const)("for %s", async (_who, roles, code, reason) => {
    const { customer } = await aServedCustomer();
    const { tam: otherTam } = await aServedCustomer();
    const actor = roles[0] === "tam" ? otherTam : await anEngineer("Somebody", [...roles]);
    await requestMainGroup(await anEmployee(customer), {}, at());

    expect(await refusalOf(() => createMainGroup(actor, customer, at()))).toEqual({
      code,
      reason,
      changed: [],
    });
  });

  it.each(["duty_lead", "manager"] as const)("and a %s is not refused", async (role) => {
    const customer = await aCustomer();
    const asker = await anEmployee(customer);

    expect(await createMainGroup(await anEngineer("Lead", [role]), customer, at())).toMatchObject({
      isNew: true,
    });
    expect(await membersOfMainGroup(customer)).toEqual({ [asker.personId]: "owner sign_in" });
  });

  it("for a plan of another account", async () => {
    const { customer, tam } = await aServedCustomer();
    const other = await aCustomer();
    const mixed = { channelId: customer.channelId, planId: other.planId };

    expect(await refusalOf(() => createMainGroup(tam, mixed, at()))).toMatchObject({
      reason: "channels.no_such_channel",
      changed: [],
    });
  });

  it("for a plan that has ended", async () => {
    const { customer, tam } = await aServedCustomer();

    const late = { now: new Date(Date.now() + 2 * DAY) };
    expect(await refusalOf(() => createMainGroup(tam, customer, late))).toMatchObject({
      code: "CONFLICT",
      reason: "channels.plan_ended",
      changed: [],
    });
  });

  it("for a group that is archived, whose members stay who they are", async () => {
    const { customer, tam, deputy } = await aServedCustomer();
    await archive(await aMainGroup(customer));

    expect(await refusalOf(() => createMainGroup(tam, customer, at()))).toMatchObject({
      code: "CONFLICT",
      reason: "channels.main_group_archived",
      changed: [],
    });
    expect(Object.keys(await membersOfMainGroup(customer))).not.toContain(deputy.personId);
  });
});
