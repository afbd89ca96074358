import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "@/lib/actor/actor";
import { type ChannelAbility, channelPolicy, servicePolicy } from "@/lib/channels/policy";

const channel = { accountId: "account" };
const principal = { kind: "principal", principalId: "p", assumedRoleId: null, sessionId: "s" } as const;
const staff = (role: "operator" | "tam" | "manager" | "auditor"): Actor => ({
  kind: "staff",
  personId: "p",
  roles: [role],
  sessionId: "s",
});

const actors: [string, Actor, boolean][] = [
  ["a principal of its account", { ...principal, accountId: "account" }, true],
  [
    "a RAM user under a role of its account",
    { ...principal, accountId: "account", assumedRoleId: "r" },
    true,
  ],
  ["a principal of another account", { ...principal, accountId: "other" }, false],
  ["an operator", staff("operator"), true],
  ["a TAM", staff("tam"), false],
  ["a manager", staff("manager"), false],
  ["an auditor", staff("auditor"), false],
  [
    "an employee of the channel",
    { kind: "employee", personId: "p", channelId: "c", accountId: "account", sessionId: "s" },
    false,
  ],
  ["the product itself", { kind: "system", name: "job" }, true],
];

describe.each(Object.keys(channelPolicy) as ChannelAbility[])("to %s a channel", (ability) => {
  it.each(actors)("%s: %#", (_who, actor, may) => {
    expect(channelPolicy[ability](actor, channel)).toBe(may);
  });
});

const plan = { tamId: "tam", deputyId: "deputy" };
const anyStaff = (personId: string, role: StaffRole): Actor => ({
  kind: "staff",
  personId,
  roles: [role],
  sessionId: "s",
});

/** Who: see, who asks, bind and entry, TAM and deputy. */
const serving: [string, Actor, [boolean, boolean, boolean, boolean]][] = [
  ["its TAM", anyStaff("tam", "tam"), [true, true, true, true]],
  ["its TAM, whatever their role", anyStaff("tam", "engineer"), [true, true, true, true]],
  ["its deputy", anyStaff("deputy", "tam"), [true, true, true, false]],
  ["a duty lead", anyStaff("p", "duty_lead"), [true, true, true, false]],
  ["a manager", anyStaff("p", "manager"), [true, true, true, true]],
  ["an operator", anyStaff("p", "operator"), [true, false, false, false]],
  ["another TAM", anyStaff("p", "tam"), [false, false, false, false]],
  ["an engineer", anyStaff("p", "engineer"), [false, false, false, false]],
  ["an auditor", anyStaff("p", "auditor"), [false, false, false, false]],
  ["a principal", { ...principal, accountId: "account" }, [false, false, false, false]],
  ["an employee", actors[7]?.[1] ?? staff("auditor"), [false, false, false, false]],
  ["the product itself", { kind: "system", name: "job" }, [true, true, true, true]],
];

describe("serving a customer", () => {
  it.each(serving)("is for %s as far as the table says", (_who, actor, [see, asks, bind, name]) => {
    expect(servicePolicy.see(actor, [plan])).toBe(see);
    expect(servicePolicy.seeRequests(actor, [plan])).toBe(asks);
    expect(servicePolicy.bindMainGroup(actor, plan)).toBe(bind);
    expect(servicePolicy.setMainGroupEntry(actor, plan)).toBe(bind);
    expect(servicePolicy.setPlanStaff(actor, plan)).toBe(name);
  });

  it("of a plan nobody looks after is nobody's who is nobody", () => {
    const nobodys = { tamId: null, deputyId: null };
    expect(servicePolicy.see(anyStaff("tam", "tam"), [nobodys])).toBe(false);
    expect(servicePolicy.see(anyStaff("tam", "tam"), [])).toBe(false);
  });
});
