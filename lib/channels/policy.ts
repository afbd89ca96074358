import type { Actor, StaffRole } from "@/lib/actor/actor";
import type { ChannelProblemKind } from "@/lib/channels/contract";

/** What a decision about a channel needs to know: whose it is, and who looks after the plan it belongs to. */
type ChannelFacts = { accountId: string; plan: ServedPlanFacts };

const belongs = (actor: Actor, channel: ChannelFacts): boolean => {
  if (actor.kind === "system") return true;
  // Operators see accounts and channels, no conversations (design.md §3).
  if (actor.kind === "staff") return actor.roles.includes("operator");
  return actor.kind === "principal" && actor.accountId === channel.accountId;
};

/** Whether a principal is one the account lets manage its channels; asks nothing of anybody else. */
export const managesChannels = (actor: Actor): boolean =>
  actor.kind !== "principal" || actor.permissions.includes("channels");

const manages = (actor: Actor, channel: ChannelFacts): boolean =>
  belongs(actor, channel) && managesChannels(actor);

/** What a decision about serving a customer needs to know of one of its plans: who looks after it. */
export type ServedPlanFacts = { tamId: string | null; deputyId: string | null };

const isStaffWith = (actor: Actor, ...roles: StaffRole[]): boolean =>
  actor.kind === "staff" && actor.roles.some((role) => roles.includes(role));

const serves = (actor: Actor, { tamId, deputyId }: ServedPlanFacts): boolean =>
  actor.kind === "staff" && (actor.personId === tamId || actor.personId === deputyId);

/** Duty leads and managers answer for every customer. */
export const leadsService = (actor: Actor): boolean =>
  actor.kind === "system" || isStaffWith(actor, "duty_lead", "manager");

/** Whether every customer is within reach: for who leads the service team, for auditors, and for operators, to whom conversations stay closed. */
export const seesEveryCustomer = (actor: Actor): boolean =>
  leadsService(actor) || isStaffWith(actor, "operator", "auditor");

const looksAfter = (actor: Actor, plan: ServedPlanFacts): boolean =>
  leadsService(actor) || serves(actor, plan);

/** The credentials can be "provided to your TAM" (manual, part 1, step 3); operators see accounts and channels. */
const caresFor = (actor: Actor, plan: ServedPlanFacts): boolean =>
  looksAfter(actor, plan) || isStaffWith(actor, "operator");

const managesOrCares = (actor: Actor, channel: ChannelFacts): boolean =>
  manages(actor, channel) || caresFor(actor, channel.plan);

const belongsOrCares = (actor: Actor, channel: ChannelFacts): boolean =>
  belongs(actor, channel) || caresFor(actor, channel.plan);

/**
 * Who may do what with a channel. Every principal of an account, assumed roles included, sees it, and who may manage
 * channels acts for the account (manual, note). Who looks after the customer keeps the channel working, and never takes it from the customer's people.
 */
export const channelPolicy = {
  read: belongsOrCares,
  recheck: managesOrCares,
  rotateSecret: managesOrCares,
  rebind: managesOrCares,
  disable: manages,
  enable: manages,
  remove: manages,
  /** What leaves for Feishu is the account's own to decide. */
  setCardContent: manages,
} as const;

export type ChannelAbility = keyof typeof channelPolicy;

/** Who may do what about a customer's service main groups. The same reach in SQL: internal/customer-list-sql.ts. */
export const servicePolicy = {
  /** That the customer exists, its plans and its channels: `plans` are all of its account. */
  see: (actor: Actor, plans: readonly ServedPlanFacts[]): boolean =>
    seesEveryCustomer(actor) || plans.some((plan) => serves(actor, plan)),
  /** Which of the customer's people asked for a main group: nothing an operator needs to know. */
  seeRequests: (actor: Actor, plans: readonly ServedPlanFacts[]): boolean =>
    plans.some((plan) => looksAfter(actor, plan)),
  /** A channel for the account, which belongs to this plan. */
  addChannel: caresFor,
  bindMainGroup: looksAfter,
  setMainGroupEntry: looksAfter,
  /** Managers, and the TAM who hands over. Not operators: they could name themselves and so get into conversations. */
  setPlanStaff: (actor: Actor, { tamId }: ServedPlanFacts): boolean =>
    actor.kind === "system" ||
    isStaffWith(actor, "manager") ||
    (actor.kind === "staff" && actor.personId === tamId),
} as const;

export type ServiceAbility = "addChannel" | "bindMainGroup" | "setMainGroupEntry" | "setPlanStaff";

/** Whether what keeps a channel from working are its credentials: only a new secret, or a new app, repairs that. */
export const isOfCredentials = ({ kind }: { kind: ChannelProblemKind }): boolean =>
  kind === "secret_wrong" || kind === "app_unknown";

const savableReasons = [
  "feishu.app_not_published",
  "feishu.app_in_review",
  "feishu.scope_missing",
  "feishu.bot_off",
];

/** Whether an app refused for this reason can be saved until it is ready: its credentials are right, and releasing it is all that is missing. */
export const isSavable = (reason: string): boolean => savableReasons.includes(reason);
