import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "@/lib/actor/actor";
import { auditNouns } from "@/lib/audit/contract";
import { auditScope, nounsOf, readsAudit } from "@/lib/audit/policy";

const staff = (...roles: StaffRole[]): Actor => ({ kind: "staff", personId: "p", roles, sessionId: "s" });
const principal = (assumedRoleId: string | null = null): Actor => ({
  kind: "principal",
  permissions: [],
  principalId: "p",
  assumedRoleId,
  accountId: "a",
  sessionId: "s",
});
const employee: Actor = { kind: "employee", personId: "p", channelId: "c", accountId: "a", sessionId: "s" };

describe("the log is read", () => {
  it.each<[string, Actor, boolean]>([
    ["an auditor", staff("auditor"), true],
    ["a manager", staff("manager"), true],
    ["an operator", staff("operator"), true],
    ["an engineer who is auditor too", staff("engineer", "auditor"), true],
    ["an engineer", staff("engineer"), false],
    ["a TAM", staff("tam"), false],
    ["a duty lead", staff("duty_lead"), false],
    ["nobody's role", staff(), false],
    ["an employee", employee, false],
    ["the product itself", { kind: "system", name: "test" }, false],
    ["a principal", principal(), true],
    ["a principal under a role", principal("role"), true],
  ])("by %s", (_who, actor, reads) => {
    expect(auditScope(actor) !== null).toBe(reads);
    expect(actor.kind === "staff" ? readsAudit(actor.roles) : reads).toBe(reads);
  });
});

it("a principal, with a role or without, is bound to their account", () => {
  expect(auditScope(principal())).toEqual(auditScope(principal("role")));
  expect(auditScope(principal())?.accountId).toBe("a");
});

it("operators are offered what they administer, auditors everything, engineers nothing", () => {
  expect(nounsOf(["auditor"], auditNouns)).toEqual([...auditNouns]);
  expect(nounsOf(["operator"], auditNouns)).toContain("channel");
  for (const noun of ["session", "ticket", "member", "audit", "invitation"])
    expect(nounsOf(["operator"], auditNouns)).not.toContain(noun);
});
