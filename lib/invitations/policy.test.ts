import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import type { GroupFacts } from "@/lib/groups/policy";
import {
  type InviterFacts,
  invitationPolicy,
  invitationState,
  inviterMayInvite,
  judgedAt,
  type LinkFacts,
} from "@/lib/invitations/policy";

const employee: Actor = {
  kind: "employee",
  personId: "p",
  channelId: "c",
  accountId: "a",
  sessionId: "s",
};
const staff = (...roles: StaffRole[]): Actor => ({ kind: "staff", personId: "v", roles, sessionId: "s" });
const principal: Actor = {
  kind: "principal",
  permissions: [],
  principalId: "x",
  assumedRoleId: null,
  accountId: "a",
  sessionId: "s",
};
const group: GroupFacts = {
  kind: "main",
  accountId: "a",
  channelId: "c",
  archivedAt: null,
  membership: { role: "member" },
};
const owned: GroupFacts = { ...group, membership: { role: "owner" } };
const now = new Date("2026-11-28T00:00:00Z");
const inviter: InviterFacts = { isPresent: true, side: "customer", roles: [], isDisabled: false };
const link: LinkFacts = {
  expiresAt: new Date(now.getTime() + 1),
  revokedAt: null,
  maxUses: null,
  useCount: 0,
  inviter,
};

describe("who may invite", () => {
  it.each([
    ["a member of the customer's", employee, group, true],
    ["in a ticket's group too", employee, { ...group, kind: "ticket" as const }, true],
    ["the TAM", staff("tam"), group, true],
    ["a duty lead", staff("duty_lead"), group, true],
    ["a manager", staff("manager", "engineer"), group, true],
    ["an engineer", staff("engineer"), group, false],
    ["an operator", staff("operator"), group, false],
    ["an auditor", staff("auditor"), group, false],
    ["who is no member", employee, { ...group, membership: null }, false],
    ["the TAM who is no member", staff("tam"), { ...group, membership: null }, false],
    ["an employee of another channel", { ...employee, channelId: "d" }, group, false],
    ["the TAM in an internal group", staff("tam"), { ...group, kind: "internal" as const }, false],
    ["in an archived group", employee, { ...group, archivedAt: now }, false],
    ["a principal", principal, group, false],
  ])("%s: %#", (_who, actor, facts, may) => {
    expect(invitationPolicy.invite(actor, facts)).toBe(may);
  });
});

describe("who may revoke a link", () => {
  const made = { inviterId: "p", inviterSide: "customer" as const };
  it.each([
    ["whose it is", employee, { ...group, ...made }, true],
    ["another member", { ...employee, personId: "q" }, { ...group, ...made }, false],
    ["an owner", { ...employee, personId: "q" }, { ...owned, ...made }, true],
    [
      "an owner, of the service team's link",
      employee,
      { ...owned, inviterId: "v", inviterSide: "service" as const },
      false,
    ],
    [
      "a manager, of the TAM's link",
      staff("manager"),
      { ...group, inviterId: "t", inviterSide: "service" as const },
      true,
    ],
    ["the TAM, of a customer's link", staff("tam"), { ...group, ...made }, false],
    ["whose it was before they left", employee, { ...group, ...made, membership: null }, false],
  ])("%s", (_who, actor, facts, may) => {
    expect(invitationPolicy.revoke(actor, facts)).toBe(may);
  });
});

describe("who may answer a request", () => {
  it.each([
    ["an owner", employee, owned, true],
    ["a member", employee, group, false],
    ["the TAM", staff("tam"), group, true],
    ["an engineer", staff("engineer"), group, false],
    ["the TAM who is no member", staff("tam"), { ...group, membership: null }, false],
  ])("%s", (_who, actor, facts, may) => {
    expect(invitationPolicy.decide(actor, facts)).toBe(may);
  });
});

describe("the right a link stands on", () => {
  it.each([
    ["a present customer", inviter, true],
    ["a customer who left", { ...inviter, isPresent: false }, false],
    ["a present TAM", { ...inviter, side: "service" as const, roles: ["tam" as const] }, true],
    [
      "a TAM whose account is disabled",
      { ...inviter, side: "service" as const, roles: ["tam" as const], isDisabled: true },
      false,
    ],
    ["who is no longer TAM", { ...inviter, side: "service" as const, roles: ["engineer" as const] }, false],
  ])("%s", (_who, facts, holds) => {
    expect(inviterMayInvite(facts)).toBe(holds);
    expect(invitationState({ ...link, inviter: facts }, now)).toBe(holds ? "live" : "inviter_gone");
  });
});

describe("how a link stands", () => {
  it.each([
    ["before its end", link, "live"],
    ["at the instant of its end", { ...link, expiresAt: now }, "expired"],
    ["with uses left", { ...link, maxUses: 2, useCount: 1 }, "live"],
    ["with none left", { ...link, maxUses: 2, useCount: 2 }, "used_up"],
    ["revoked", { ...link, revokedAt: now }, "revoked"],
    ["revoked, and over since", { ...link, revokedAt: now, expiresAt: now }, "revoked"],
  ])("%s", (_when, facts, state) => {
    expect(invitationState(facts, now)).toBe(state);
  });
});

describe("the instant a joining is judged by", () => {
  const begunAt = new Date(now.getTime() - durations.invitationGrace + 1);
  const endedAgo = (milliseconds: number) => ({ expiresAt: new Date(now.getTime() - milliseconds) });

  it("is now without a stamp", () => {
    expect(judgedAt(endedAgo(1), null, now)).toEqual(now);
  });

  it("is the beginning when the link ended less than ten minutes ago, and now after that", () => {
    expect(judgedAt(endedAgo(durations.invitationGrace - 1), begunAt, now)).toEqual(begunAt);
    expect(judgedAt(endedAgo(durations.invitationGrace), begunAt, now)).toEqual(now);
  });
});
