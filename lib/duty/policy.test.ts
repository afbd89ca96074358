import { expect, it } from "vitest";
import type { Actor, StaffRole } from "@/lib/actor/actor";
import { dutyPolicy } from "@/lib/duty/policy";

const employee: Actor = { kind: "employee", personId: "me", channelId: "c", accountId: "a", sessionId: "s" };
const staff = (...roles: StaffRole[]): Actor => ({ kind: "staff", personId: "me", roles, sessionId: "s" });
const principal: Actor = {
  kind: "principal",
  permissions: [],
  principalId: "me",
  assumedRoleId: null,
  accountId: "a",
  sessionId: "s",
};
const system: Actor = { kind: "system", name: "test" };

function abilitiesOf(actor: Actor): string[] {
  const may = {
    read: dutyPolicy.read(actor),
    manage: dutyPolicy.manage(actor),
    ownLeave: dutyPolicy.setLeave(actor, { personId: "me" }),
    leaveOfOthers: dutyPolicy.setLeave(actor, { personId: "other" }),
    readProducts: dutyPolicy.readProducts(actor),
    administerProducts: dutyPolicy.administerProducts(actor),
  };
  return Object.entries(may).flatMap(([ability, holds]) => (holds ? [ability] : []));
}

const reads = ["read", "ownLeave", "readProducts"];
const plans = ["read", "manage", "ownLeave", "leaveOfOthers", "readProducts"];

it.each<{ who: string; actor: Actor; may: string[] }>([
  { who: "an engineer", actor: staff("engineer"), may: reads },
  { who: "a TAM", actor: staff("tam"), may: reads },
  { who: "an auditor", actor: staff("auditor"), may: reads },
  { who: "a duty lead", actor: staff("duty_lead"), may: plans },
  { who: "a manager who is an engineer too", actor: staff("engineer", "manager"), may: plans },
  { who: "an operator", actor: staff("operator"), may: plans },
  { who: "the command line", actor: system, may: [...plans, "administerProducts"] },
  { who: "an employee", actor: employee, may: ["readProducts"] },
  { who: "the console of an account", actor: principal, may: [] },
])("$who may do with duty what is theirs", ({ actor, may }) => {
  expect(abilitiesOf(actor)).toEqual(may);
});
