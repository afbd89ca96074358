import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "@/lib/actor/actor";
import type { IncidentStatus } from "@/lib/incidents/contract";
import {
  type IncidentAbility,
  type IncidentFacts,
  incidentPolicy,
  majorIncidentPolicy,
} from "@/lib/incidents/policy";

const declaredAt = new Date("2026-03-02T02:00:00Z");
const employee = (personId: string): Actor => ({
  kind: "employee",
  personId,
  channelId: "c",
  accountId: "a",
  sessionId: "s",
});
const staff = (...roles: StaffRole[]): Actor => ({ kind: "staff", personId: "e", roles, sessionId: "s" });

type Given = { status?: IncidentStatus; isMember?: boolean; hasOthers?: boolean; seconds?: number };

function facts({
  status = "declared",
  isMember = true,
  hasOthers = false,
  seconds = 0,
}: Given): IncidentFacts {
  return {
    status,
    declaredById: "declarer",
    declaredAt,
    hasOthers,
    ticket: {
      channelId: "c",
      status: "assigned",
      assigneeId: "e",
      reopenUntil: null,
      mainMembership: null,
      now: new Date(declaredAt.getTime() + seconds * 1e3),
      membership: isMember ? { role: "member" } : null,
    },
  };
}

const abilities = Object.keys(incidentPolicy) as IncidentAbility[];
const allowed = (actor: Actor, given: Given = {}): string[] =>
  abilities.filter((ability) => incidentPolicy[ability](actor, facts(given)));

describe("what may be done with a new emergency by", () => {
  const service = ["read", "attend", "acknowledge", "close", "downgrade"];
  it.each([
    ["who declared it", employee("declarer"), {}, ["read", "speak", "undo", "reportSolved"]],
    ["a colleague", employee("colleague"), {}, ["read", "speak", "reportSolved"]],
    ["an employee who is no member", employee("declarer"), { isMember: false }, []],
    ["a member who works on tickets", staff("engineer"), {}, service],
    ["one who works on tickets and is no member", staff("tam"), { isMember: false }, []],
    ["who leads the queue", staff("duty_lead"), { isMember: false }, service],
    ["an auditor with a membership left over", staff("auditor"), {}, []],
    ["an operator", staff("operator"), { isMember: false }, []],
  ] as const)("%s", (_who, actor, given, expected) => expect(allowed(actor, given)).toEqual(expected));
});

it.each([
  ["declared", ["acknowledge", "close", "downgrade"]],
  ["acknowledged", ["work", "mitigate", "close", "downgrade"]],
  ["in_progress", ["mitigate", "close", "downgrade"]],
  ["mitigated", ["work", "close", "downgrade"]],
  ["closed", []],
  ["cancelled", []],
] as const)("an engineer can do with one that is %s: %j", (status, expected) =>
  expect(allowed(staff("engineer"), { status })).toEqual(["read", "attend", ...expected]),
);

it.each([
  [{ seconds: 59 }, true],
  [{ seconds: 60 }, false],
  [{ seconds: 10, hasOthers: true }, false],
  [{ seconds: 10, status: "acknowledged" }, true],
  [{ seconds: 10, status: "mitigated" }, false],
  [{ seconds: 10, status: "closed" }, false],
] as const)("who declared it can take it back: %j %s", (given, expected) =>
  expect(incidentPolicy.undo(employee("declarer"), facts(given))).toBe(expected),
);

it.each([
  [staff("duty_lead"), ["read", "lead"]],
  [staff("manager"), ["read", "lead"]],
  [staff("tam"), ["read"]],
  [staff("tam", "manager"), ["read", "lead"]],
  [staff("engineer", "operator", "auditor"), []],
  [employee("declarer"), []],
] as const)("major incidents are the service team's own: %j %j", (actor, expected) =>
  expect((["read", "lead"] as const).filter((ability) => majorIncidentPolicy[ability](actor))).toEqual(
    expected,
  ),
);
