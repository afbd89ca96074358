import { expect, it } from "vitest";
import { accountPolicy, isOwn, mayAllOf } from "@/lib/accounts/policy";
import type { Actor, ConsoleActor, PrincipalPermission, StaffRole } from "@/lib/actor/actor";

const account = { id: "a" };
const principal = (permissions: PrincipalPermission[], more: Partial<ConsoleActor> = {}): ConsoleActor => ({
  kind: "principal",
  principalId: "p",
  assumedRoleId: null,
  accountId: "a",
  sessionId: "s",
  permissions,
  ...more,
});
const staff = (role: StaffRole): Actor => ({ kind: "staff", personId: "t", roles: [role], sessionId: "s" });
const employee: Actor = {
  kind: "employee",
  personId: "e",
  channelId: "c",
  accountId: "a",
  sessionId: "s",
};

it.each<[string, Actor, { read: boolean; administer: boolean; managePrincipals: boolean }]>([
  [
    "the command line",
    { kind: "system", name: "test" },
    { read: true, administer: true, managePrincipals: true },
  ],
  ["an operator", staff("operator"), { read: true, administer: true, managePrincipals: true }],
  [
    "a manager of the service team",
    staff("manager"),
    { read: false, administer: false, managePrincipals: false },
  ],
  ["an auditor", staff("auditor"), { read: false, administer: false, managePrincipals: false }],
  ["the account's employee", employee, { read: false, administer: false, managePrincipals: false }],
  [
    "its principal with everything",
    principal(["channels", "data", "principals"]),
    { read: true, administer: false, managePrincipals: true },
  ],
  [
    "its principal with everything but users and roles",
    principal(["channels", "data"]),
    { read: true, administer: false, managePrincipals: false },
  ],
  ["its principal with nothing", principal([]), { read: true, administer: false, managePrincipals: false }],
  [
    "another account's with everything",
    principal(["channels", "data", "principals"], { accountId: "b" }),
    { read: false, administer: false, managePrincipals: false },
  ],
])("%s", (_who, actor, may) => {
  expect({
    read: accountPolicy.read(actor, account),
    administer: accountPolicy.administer(actor),
    managePrincipals: accountPolicy.managePrincipals(actor, account),
  }).toEqual(may);
});

it("takes for one's own both who signed in and the role they act under", () => {
  const actor = principal(["principals"], { assumedRoleId: "r" });

  expect(["p", "r", "other"].map((id) => isOwn(actor, id))).toEqual([true, true, false]);
  expect(isOwn(staff("operator"), "p")).toBe(false);
});

it.each<[PrincipalPermission[], PrincipalPermission[], boolean]>([
  [["principals"], [], true],
  [["principals"], ["principals"], true],
  [["principals"], ["channels"], false],
  [["channels", "principals"], ["channels", "data"], false],
  [["channels", "data", "principals"], ["channels", "data"], true],
])("who has %j may give %j: %s", (own, given, may) => {
  expect(mayAllOf(principal(own), given)).toBe(may);
});
