import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "@/lib/actor/actor";
import { type ChannelAbility, channelPolicy, managesChannels, servicePolicy } from "@/lib/channels/policy";

const channel = { accountId: "account", plan: { tamId: "tam", deputyId: "deputy" } };
const principal = {
  kind: "principal",
  permissions: ["channels", "data", "principals"],
  principalId: "p",
  assumedRoleId: null,
  sessionId: "s",
} as const;
const staff = (role: StaffRole, personId = "p"): Actor => ({
  kind: "staff",
  personId,
  roles: [role],
  sessionId: "s",
});

/** Who: keeps it working, and takes it from its people. */
const actors: [string, Actor, [boolean, boolean]][] = [
  ["a principal of its account", { ...principal, accountId: "account" }, [true, true]],
  [
    "a RAM user under a role of its account",
    { ...principal, accountId: "account", assumedRoleId: "r" },
    [true, true],
  ],
  ["a principal of another account", { ...principal, accountId: "other" }, [false, false]],
  ["an operator", staff("operator"), [true, true]],
  ["the TAM of its plan", staff("tam", "tam"), [true, false]],
  ["the deputy of its plan", staff("tam", "deputy"), [true, false]],
  ["another TAM", staff("tam"), [false, false]],
  ["a duty lead", staff("duty_lead"), [true, false]],
  ["a manager", staff("manager"), [true, false]],
  ["an engineer", staff("engineer"), [false, false]],
  ["an auditor", staff("auditor"), [false, false]],
  [
    "an employee of the channel",
    { kind: "employee", personId: "p", channelId: "c", accountId: "account", sessionId: "s" },
    [false, false],
  ],
  ["the product itself", { kind: "system", name: "job" }, [true, true]],
];

const abilitiesOf: [ChannelAbility, 0 | 1][] = [
  ["read", 0],
  ["recheck", 0],
  ["rotateSecret", 0],
  ["rebind", 0],
  ["disable", 1],
  ["enable", 1],
  ["remove", 1],
  ["setCardContent", 1],
];

it("the table names every ability", () => {
  expect(abilitiesOf.map(([ability]) => ability).toSorted()).toEqual(Object.keys(channelPolicy).toSorted());
});

describe.each(abilitiesOf)("to %s a channel", (ability, column) => {
  it.each(actors)("%s: %#", (_who, actor, may) => {
    expect(channelPolicy[ability](actor, channel)).toBe(may[column]);
  });
});

it("a principal without the permission sees a channel of the account, and does nothing about it", () => {
  const reader = { ...principal, accountId: "account", permissions: ["data", "principals"] } as const;
  const may = abilitiesOf.filter(([ability]) => channelPolicy[ability](reader, channel));

  expect(may.map(([ability]) => ability)).toEqual(["read"]);
  expect(managesChannels(reader)).toBe(false);
  expect(channelPolicy.read({ ...reader, accountId: "other" }, channel)).toBe(false);
});

const plan = { tamId: "tam", deputyId: "deputy" };
const anyStaff = (personId: string, role: StaffRole): Actor => ({
  kind: "staff",
  personId,
  roles: [role],
  sessionId: "s",
});

/** Who: see, who asks, bind and entry, TAM and deputy, add a channel. */
const serving: [string, Actor, [boolean, boolean, boolean, boolean, boolean]][] = [
  ["its TAM", anyStaff("tam", "tam"), [true, true, true, true, true]],
  ["its TAM, whatever their role", anyStaff("tam", "engineer"), [true, true, true, true, true]],
  ["its deputy", anyStaff("deputy", "tam"), [true, true, true, false, true]],
  ["a duty lead", anyStaff("p", "duty_lead"), [true, true, true, false, true]],
  ["a manager", anyStaff("p", "manager"), [true, true, true, true, true]],
  ["an operator", anyStaff("p", "operator"), [true, false, false, false, true]],
  ["another TAM", anyStaff("p", "tam"), [false, false, false, false, false]],
  ["an engineer", anyStaff("p", "engineer"), [false, false, false, false, false]],
  ["an auditor", anyStaff("p", "auditor"), [true, false, false, false, false]],
  ["a principal", { ...principal, accountId: "account" }, [false, false, false, false, false]],
  ["an employee", actors[11]?.[1] ?? staff("auditor"), [false, false, false, false, false]],
  ["the product itself", { kind: "system", name: "job" }, [true, true, true, true, true]],
];

describe("serving a customer", () => {
  it.each(serving)("is for %s as far as the table says", (_who, actor, [see, asks, bind, name, add]) => {
    expect(servicePolicy.see(actor, [plan])).toBe(see);
    expect(servicePolicy.seeRequests(actor, [plan])).toBe(asks);
    expect(servicePolicy.bindMainGroup(actor, plan)).toBe(bind);
    expect(servicePolicy.setMainGroupEntry(actor, plan)).toBe(bind);
    expect(servicePolicy.setPlanStaff(actor, plan)).toBe(name);
    expect(servicePolicy.addChannel(actor, plan)).toBe(add);
  });

  it("of a plan nobody looks after is nobody's who is nobody", () => {
    const nobodys = { tamId: null, deputyId: null };
    expect(servicePolicy.see(anyStaff("tam", "tam"), [nobodys])).toBe(false);
    expect(servicePolicy.see(anyStaff("tam", "tam"), [])).toBe(false);
  });
});
