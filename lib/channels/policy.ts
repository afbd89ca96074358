import type { Actor, StaffRole } from "@/lib/actor/actor";

/** What a decision about a channel needs to know. */
type ChannelFacts = { accountId: string };

const belongs = (actor: Actor, channel: ChannelFacts): boolean => {
  if (actor.kind === "system") return true;
  // Operators see accounts and channels, no conversations (design.md §3).
  if (actor.kind === "staff") return actor.roles.includes("operator");
  return actor.kind === "principal" && actor.accountId === channel.accountId;
};

/** Who may do what with a channel. Every principal of an account, assumed roles included, acts for the account (manual, note). */
export const channelPolicy = {
  read: belongs,
  disable: belongs,
  enable: belongs,
} as const;

export type ChannelAbility = keyof typeof channelPolicy;

/** What a decision about serving a customer needs to know of one of its plans: who looks after it. */
export type ServedPlanFacts = { tamId: string | null; deputyId: string | null };

const isStaffWith = (actor: Actor, ...roles: StaffRole[]): boolean =>
  actor.kind === "staff" && actor.roles.some((role) => roles.includes(role));

const serves = (actor: Actor, { tamId, deputyId }: ServedPlanFacts): boolean =>
  actor.kind === "staff" && (actor.personId === tamId || actor.personId === deputyId);

/** Duty leads and managers answer for every customer. */
export const leadsService = (actor: Actor): boolean =>
  actor.kind === "system" || isStaffWith(actor, "duty_lead", "manager");

/** Whether every customer is within reach: for who leads the service team, and for operators, to whom conversations stay closed. */
export const seesEveryCustomer = (actor: Actor): boolean =>
  leadsService(actor) || isStaffWith(actor, "operator");

const looksAfter = (actor: Actor, plan: ServedPlanFacts): boolean =>
  leadsService(actor) || serves(actor, plan);

/** Who may do what about a customer's service main groups. The same reach in SQL: internal/customer-list-sql.ts. */
export const servicePolicy = {
  /** That the customer exists, its plans and its channels: `plans` are all of its account. */
  see: (actor: Actor, plans: readonly ServedPlanFacts[]): boolean =>
    seesEveryCustomer(actor) || plans.some((plan) => serves(actor, plan)),
  /** Which of the customer's people asked for a main group: nothing an operator needs to know. */
  seeRequests: (actor: Actor, plans: readonly ServedPlanFacts[]): boolean =>
    plans.some((plan) => looksAfter(actor, plan)),
  bindMainGroup: looksAfter,
  setMainGroupEntry: looksAfter,
  /** Managers, and the TAM who hands over. Not operators: they could name themselves and so get into conversations. */
  setPlanStaff: (actor: Actor, { tamId }: ServedPlanFacts): boolean =>
    actor.kind === "system" ||
    isStaffWith(actor, "manager") ||
    (actor.kind === "staff" && actor.personId === tamId),
} as const;

export type ServiceAbility = "bindMainGroup" | "setMainGroupEntry" | "setPlanStaff";
