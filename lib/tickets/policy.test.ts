import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "@/lib/actor/actor";
import { type TicketAbility, type TicketFacts, ticketPolicy } from "@/lib/tickets/policy";

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

const now = new Date(1_000);
const facts = (change: Partial<TicketFacts> = {}): TicketFacts => ({
  channelId: "channel",
  status: "assigned",
  assigneeId: "engineer",
  reopenUntil: null,
  now,
  membership: { role: "member" },
  mainMembership: { role: "member" },
  ...change,
});
const outside = { membership: null };
const resolved = { status: "resolved", reopenUntil: new Date(2_000) } as const;
const old = { status: "closed", reopenUntil: now } as const;

describe("who may do what with a ticket", () => {
  const customer: TicketAbility[] = ["see", "read", "resolve", "changeSeverity", "remind"];
  const worker: TicketAbility[] = [
    ...(["see", "read", "take", "assign", "startWork", "waitForCustomer", "resolve"] as const),
    ...(["changeSeverity", "promiseUpdate"] as const),
  ];
  const table: { who: string; actor: Actor; ticket: TicketFacts; may: TicketAbility[] }[] = [
    { who: "a customer's member", actor: employee, ticket: facts(), may: customer },
    { who: "an employee outside", actor: employee, ticket: facts(outside), may: [] },
    {
      who: "the owner of the main group, outside",
      actor: employee,
      ticket: facts({ ...outside, mainMembership: { role: "owner" } }),
      may: ["see"],
    },
    { who: "a session of another channel", actor: employee, ticket: facts({ channelId: "other" }), may: [] },
    {
      who: "an owner by another channel",
      actor: employee,
      ticket: facts({ ...outside, mainMembership: { role: "owner" }, channelId: "other" }),
      may: [],
    },
    { who: "an engineer in the group", actor: staff("engineer"), ticket: facts(), may: worker },
    { who: "an engineer outside", actor: staff("engineer"), ticket: facts(outside), may: [] },
    {
      who: "an engineer outside of an unassigned one",
      actor: staff("engineer"),
      ticket: facts({ ...outside, status: "new", assigneeId: null }),
      may: ["see", "take"],
    },
    {
      who: "the engineer whose it is",
      actor: staff("engineer"),
      ticket: facts({ assigneeId: "p" }),
      may: [...worker.filter((ability) => ability !== "take"), "handOver"],
    },
    {
      who: "the engineer whose it is, taken out of the group",
      actor: staff("engineer"),
      ticket: facts({ ...outside, mainMembership: null, assigneeId: "p" }),
      may: [],
    },
    { who: "a duty lead outside", actor: staff("duty_lead"), ticket: facts(outside), may: worker },
    { who: "a TAM of the main group, outside", actor: staff("tam"), ticket: facts(outside), may: ["see"] },
    {
      who: "a TAM of somebody else",
      actor: staff("tam"),
      ticket: facts({ ...outside, mainMembership: null }),
      may: [],
    },
    { who: "an operator", actor: staff("operator"), ticket: facts(outside), may: [] },
    { who: "an auditor", actor: staff("auditor"), ticket: facts(outside), may: [] },
    { who: "the console", actor: principal, ticket: facts(), may: [] },
    {
      who: "a customer's member, resolved",
      actor: employee,
      ticket: facts(resolved),
      may: ["see", "read", "close", "reopen", "remind", "rate"],
    },
    {
      who: "a customer's member, closed too long",
      actor: employee,
      ticket: facts(old),
      may: ["see", "read", "continue", "remind", "rate"],
    },
    {
      who: "an engineer in the group, resolved",
      actor: staff("engineer"),
      ticket: facts(resolved),
      may: ["see", "read", "close", "reopen"],
    },
    {
      who: "an engineer in the group, waiting for the customer",
      actor: staff("engineer"),
      ticket: facts({ status: "waiting_for_customer" }),
      may: worker.filter((ability) => ability !== "waitForCustomer"),
    },
  ];

  it.each(table)("$who", ({ actor, ticket, may }) => {
    const abilities = Object.keys(ticketPolicy) as TicketAbility[];
    expect(abilities.filter((ability) => ticketPolicy[ability](actor, ticket))).toEqual(
      abilities.filter((ability) => may.includes(ability)),
    );
  });
});
