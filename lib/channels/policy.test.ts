import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/actor/actor";
import { type ChannelAbility, channelPolicy } from "@/lib/channels/policy";

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
