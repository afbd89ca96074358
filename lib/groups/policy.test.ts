import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "@/lib/actor/actor";
import {
  type GroupAbility,
  type GroupFacts,
  groupPolicy,
  type MemberFacts,
  memberPolicy,
} from "@/lib/groups/policy";

const employee: Actor = {
  kind: "employee",
  personId: "p",
  channelId: "channel",
  accountId: "account",
  sessionId: "s",
};
const staff = (...roles: StaffRole[]): Actor => ({ kind: "staff", personId: "p", roles, sessionId: "s" });
const principal: Actor = {
  kind: "principal",
  permissions: [],
  principalId: "p",
  assumedRoleId: null,
  accountId: "account",
  sessionId: "s",
};
const system: Actor = { kind: "system", name: "test" };

const facts = (change: Partial<GroupFacts> = {}): GroupFacts => ({
  kind: "main",
  accountId: "account",
  channelId: "channel",
  archivedAt: null,
  membership: { role: "member" },
  ...change,
});
const owner = facts({ membership: { role: "owner" } });
const stranger = facts({ membership: null });
const archived = facts({ archivedAt: new Date(0) });
const internal = facts({ kind: "internal" });

describe("who may do what in a group", () => {
  const table: { who: string; actor: Actor; group: GroupFacts; may: GroupAbility[] }[] = [
    { who: "a customer's member", actor: employee, group: facts(), may: ["read", "takePart", "post"] },
    {
      who: "a customer's owner",
      actor: employee,
      group: owner,
      may: ["read", "takePart", "post", "manageMembers"],
    },
    { who: "an employee who is no member", actor: employee, group: stranger, may: [] },
    {
      who: "a member whose session is another channel's",
      actor: { ...employee, channelId: "other" },
      group: owner,
      may: [],
    },
    { who: "an employee whom rows put into an internal group", actor: employee, group: internal, may: [] },
    { who: "a member of an archived group", actor: employee, group: archived, may: ["read", "takePart"] },
    {
      who: "an engineer in the group",
      actor: staff("engineer"),
      group: facts(),
      may: ["read", "takePart", "post"],
    },
    {
      who: "an engineer in an internal group",
      actor: staff("engineer"),
      group: internal,
      may: ["read", "takePart", "post"],
    },
    {
      who: "the TAM in the group",
      actor: staff("tam"),
      group: facts(),
      may: ["read", "takePart", "post", "manageMembers"],
    },
    {
      who: "a duty lead in the group",
      actor: staff("duty_lead"),
      group: facts(),
      may: ["read", "takePart", "post", "manageMembers"],
    },
    {
      who: "a manager in the group",
      actor: staff("engineer", "manager"),
      group: facts(),
      may: ["read", "takePart", "post", "manageMembers"],
    },
    { who: "the TAM of somebody else", actor: staff("tam"), group: stranger, may: [] },
    { who: "an operator outside", actor: staff("operator"), group: stranger, may: [] },
    { who: "the console of the account", actor: principal, group: owner, may: [] },
    {
      who: "the product itself",
      actor: system,
      group: stranger,
      may: ["read", "takePart", "post", "manageMembers"],
    },
  ];

  it.each(table)("$who", ({ actor, group, may }) => {
    const abilities = Object.keys(groupPolicy) as GroupAbility[];

    expect(abilities.filter((ability) => groupPolicy[ability](actor, group))).toEqual(may);
  });
});

describe("what may be done to a member", () => {
  const person = {
    owner: { personId: "owner", side: "customer", role: "owner" },
    colleague: { personId: "colleague", side: "customer", role: "member" },
    tam: { personId: "tam", side: "service", role: "member" },
    engineer: { personId: "engineer", side: "service", role: "member" },
  } as const;
  type Name = keyof typeof person;
  const leads: readonly Name[] = ["owner", "tam"];
  const factsOf = (by: Name, to: Name, owners: number): MemberFacts => ({
    actor: { personId: by, side: person[by].side, leads: leads.includes(by) },
    member: person[to],
    owners,
    tamId: "tam",
    followsTicket: false,
  });
  const all = (by: Name, to: Name, owners = 2) => {
    const asked = factsOf(by, to, owners);
    const { remove, leave, makeOwner, makeMember } = memberPolicy;
    return [remove(asked), by === to ? leave(asked) : null, makeOwner(asked), makeMember(asked)];
  };

  it.each<[Name, Name, ReturnType<typeof all>]>([
    ["owner", "colleague", [null, null, null, null]],
    ["owner", "owner", ["leave_instead", null, null, null]],
    ["owner", "tam", ["other_side", null, "other_side", "other_side"]],
    ["owner", "engineer", ["other_side", null, "other_side", "other_side"]],
    ["colleague", "owner", ["may_not_manage_members", null, "may_not_appoint", "may_not_appoint"]],
    ["colleague", "colleague", ["may_not_manage_members", null, "may_not_appoint", "may_not_appoint"]],
    ["tam", "engineer", [null, null, "service_has_no_owners", "service_has_no_owners"]],
    ["tam", "tam", ["leave_instead", "tam_stays", "service_has_no_owners", "service_has_no_owners"]],
    ["tam", "colleague", ["other_side", null, null, "owners_are_the_customers"]],
    ["tam", "owner", ["other_side", null, null, "owners_are_the_customers"]],
    ["engineer", "tam", ["may_not_manage_members", null, "may_not_appoint", "may_not_appoint"]],
    ["engineer", "engineer", ["may_not_manage_members", null, "may_not_appoint", "may_not_appoint"]],
  ])("by %s to %s", (by, to, refusals) => {
    expect(all(by, to)).toEqual(refusals);
  });

  it("never takes the last owner away, however it is tried", () => {
    expect(all("owner", "owner", 1)).toEqual(["last_owner", "last_owner", null, "last_owner"]);
  });

  it("takes nobody out of an internal group alone: who is in it is who is in its ticket's group", () => {
    for (const by of ["tam", "engineer"] as const) {
      const asked = { ...factsOf(by, "engineer", 0), tamId: null, followsTicket: true };
      expect(memberPolicy.leave(asked)).toBe("follows_ticket");
      expect(memberPolicy.remove(asked)).toBe(by === "tam" ? "follows_ticket" : "may_not_manage_members");
    }
  });

  it("keeps the TAM where another leads too", () => {
    const deputy = {
      ...factsOf("tam", "tam", 1),
      actor: { personId: "d", side: "service", leads: true } as const,
    };
    expect(memberPolicy.remove(deputy)).toBe("tam_stays");
    expect(memberPolicy.remove({ ...deputy, tamId: null })).toBeNull();
  });
});
