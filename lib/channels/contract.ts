import { z } from "zod";
import type { ConsoleActor, StaffActor, SystemActor } from "@/lib/actor/actor";
import type { ChannelCheck, ChannelHealth } from "@/lib/channels/self-check-contract";

/** Longest organization name the console takes. */
const ORGANIZATION_NAME_LIMIT = 100;

/** What "Enter Credentials" asks for. The shape of the App ID is a rule of the command, which explains it. */
export const addChannelInput = z.object({
  organizationName: z
    .string("channels.organization_name_missing")
    .trim()
    .min(1, "channels.organization_name_missing")
    .max(ORGANIZATION_NAME_LIMIT, "channels.organization_name_too_long"),
  // An App ID of another form is explained by the check itself, which knows what one looks like.
  appId: z
    .string("channels.app_id_missing")
    .trim()
    .min(1, "channels.app_id_missing")
    .max(200, "feishu.app_id_malformed"),
  appSecret: z
    .string("channels.app_secret_missing")
    .trim()
    .min(1, "channels.app_secret_missing")
    .max(200, "feishu.app_secret_wrong"),
  /** Pressed after a refusal: keeps an app that is not ready yet, and looks until it is (docs/decisions/0033-self-check.md). */
  untilLive: z.literal("true").optional(),
});
export type AddChannelInput = z.output<typeof addChannelInput>;

/** Who may add a channel: somebody in the account's console, or on the account's behalf the service team and the command line. */
export type ChannelAdder = ConsoleActor | ((StaffActor | SystemActor) & { accountId: string });

/** Identifies a channel; every input that names one uses it. */
export const channelIdInput = z.object({ channelId: z.uuid() });
export type ChannelIdInput = z.output<typeof channelIdInput>;

/** `hidden`: cards of the channel carry who wrote and where, never the text. */
export const setCardContentInput = channelIdInput.extend({ hidden: z.boolean() });
export type SetCardContentInput = z.output<typeof setCardContentInput>;

/** What a code of Feishu is exchanged with: the in-client one comes alone, the redirect's with address and verifier. */
export const signInEmployeeInput = z.object({
  appId: z.string().min(1).max(64),
  code: z.string().min(1).max(2_000),
  redirect: z.object({ redirectUri: z.url(), codeVerifier: z.string().min(43).max(128) }).nullable(),
  /** The language of the person's browser: cards come in it. */
  locale: z.enum(["en", "zh-CN"]),
});
export type SignInEmployeeInput = z.output<typeof signInEmployeeInput>;

/** Who came in, and the session opened for them. */
export type SignedInEmployee = {
  channelId: string;
  accountId: string;
  personId: string;
  sessionId: string;
};

/** What Feishu calls the version of an organization; `other` for a tag its documents do not explain. */
export type OrganizationTag = "team" | "personal" | "other";

/** Stands in the manual's values until an App ID is typed. */
export const APP_ID_PLACE = "{appId}";

/** `saved`: its credentials are right, but something in Feishu keeps it from working. */
export type ChannelStatus = "saved" | "active" | "disabled" | "deleted";

/** What a person copies into Feishu's developer console while following the manual. */
export type ManualValues = {
  homePage: string;
  redirectUrls: string[];
  trustedDomain: string;
  scopesJson: string;
  /** The same, one by one. */
  scopes: string[];
};

/** What keeps a channel's cards from being sent; each has its own text (`channelCare.problem.<kind>`, edge-cases §11). */
export type ChannelProblemKind =
  | "secret_wrong"
  | "app_unknown"
  | "app_disabled"
  | "not_published"
  | "ip_not_allowed"
  | "scope_missing"
  | "bot_off"
  | "other";

/** The same with Feishu's code, our address as Feishu's IP allow list sees it, and the page of its console that repairs it. */
export type ChannelProblemView = {
  kind: ChannelProblemKind;
  code: number;
  address: string | null;
  page: string;
};

/** How a channel is, as who can repair it sees it. */
type ChannelHealthView = {
  /** Why cards cannot be sent at present; null while they can. */
  problem: ChannelProblemView | null;
  /** To how many of its people the app is not available, as far as cards have shown, and where that is set. */
  availability: { people: number; page: string } | null;
  checkedAt: string;
  health: ChannelHealth;
  /** The last four characters of the secret in force; null where they were not kept. */
  secretEnding: string | null;
};

/** A channel as its account's console and the operators see it. Never the secret. */
export type ChannelView = ChannelHealthView & {
  id: string;
  appId: string;
  /** The real name, as Feishu told it. */
  organizationName: string;
  organizationNameTyped: string;
  /** The typed name is not the real one: a warning, never a refusal, since names differ by language. */
  namesDiffer: boolean;
  displayId: string;
  tag: OrganizationTag;
  avatarUrl: string | null;
  status: ChannelStatus;
  checks: ChannelCheck[];
  /** Name of the principal who added it; null when it was not done in the console. */
  addedBy: string | null;
  /** The role that principal had assumed. */
  addedAs: string | null;
  addedAt: string;
  /** Cards carry who wrote and where, never the text. */
  hidesCardContent: boolean;
};

/** How freely cards go out: as the manual says, more slowly, or no longer for mentions. */
export type QuotaStage = "free" | "slower" | "slowest" | "in_app_only";

/** How an organization stands with its monthly calls, at the time of asking. */
export type QuotaUsageView = {
  counted: number;
  /** Null where the edition has no quota. */
  limit: number | null;
  /** What the month comes to if it goes on like this; null on its first day. */
  forecast: number | null;
  stage: QuotaStage;
  /** At most one card per person in so many minutes. */
  windowMinutes: number;
  /** Feishu itself said that nothing is left. */
  exhausted: boolean;
  /** Whether somebody should do something about it. */
  isShort: boolean;
  startsAnewAt: string;
  /** The five months before, the oldest first, as `YYYY-MM`. */
  earlier: { month: string; counted: number }[];
};

/** A channel just added; the secret's end lets the person compare it with what they meant to paste. */
export type AddedChannelView = ChannelView & { secretEnding: string };

/** The channel behind an employee page, as much as a stranger may know; one that is off or deleted is none. */
export type SignInChannel = {
  id: string;
  accountId: string;
  appId: string;
  organizationName: string;
  avatarUrl: string | null;
  tenantKey: string;
  status: ChannelStatus;
  cardsFail: boolean;
};

/** What can go wrong on the way in; each has its own text (`employeeSignIn.problems.<code>`). */
const signInProblems = [
  "refused",
  "code_expired",
  "state_mismatch",
  "not_available",
  "user_inactive",
  "unknown_channel",
  "not_ready",
  "other_tenant",
  "channel_broken",
  "feishu_down",
  "failed",
] as const;
export type SignInProblem = (typeof signInProblems)[number];

/** Whether `value` is one of the problems a page can explain. */
export function isSignInProblem(value: unknown): value is SignInProblem {
  return signInProblems.some((problem) => problem === value);
}

/** How an organization's employees get into its service main groups (design.md §3 "Who is in a main group"). */
export const mainGroupEntries = ["everyone", "link"] as const;
type MainGroupEntry = (typeof mainGroupEntries)[number];

/** A service main group is that of a channel and one of its account's plans. */
export const createMainGroupInput = z.object({ channelId: z.uuid(), planId: z.uuid() });
export type CreateMainGroupInput = z.output<typeof createMainGroupInput>;

/** Whether there was no group before, and how many had asked for it. */
export type CreatedMainGroupView = { isNew: boolean; answered: number };

/** Who gets into a channel's main groups from now on. */
export const setMainGroupEntryInput = z.object({ channelId: z.uuid(), entry: z.enum(mainGroupEntries) });
export type SetMainGroupEntryInput = z.output<typeof setMainGroupEntryInput>;

/** Who looks after a plan from now on; a deputy can be nobody. */
export const changePlanStaffInput = z
  .object({ planId: z.uuid(), tamId: z.uuid("channels.tam_missing"), deputyId: z.uuid().nullable() })
  .refine(({ tamId, deputyId }) => tamId !== deputyId, "channels.deputy_is_tam");
export type ChangePlanStaffInput = z.output<typeof changePlanStaffInput>;

/** Longest text customers are looked for by. */
const CUSTOMER_SEARCH_LIMIT = 100;

/** Which customers: those whose name, alias or organization holds the text, after the end of another page. */
export const listCustomersInput = z.object({
  text: z
    .string()
    .transform((text) => text.replaceAll("\0", "").trim().slice(0, CUSTOMER_SEARCH_LIMIT))
    .default(""),
  /** `next` of the page before. */
  after: z.string().max(600).optional(),
});
export type ListCustomersInput = z.output<typeof listCustomersInput>;

/** Asking for the main group of one's own channel has no parameters, and so have counting who asks and listing who can be TAM. */
export const requestMainGroupInput = z.object({});
export type RequestMainGroupInput = z.output<typeof requestMainGroupInput>;

/** That somebody of the channel has asked for its service main group, and nobody has answered yet. */
export type MainGroupRequestView = { askedBy: string; askedAt: string; mine: boolean };

/** One of the service team, as much as a choice shows. */
export type StaffNameView = { personId: string; name: string };

/** A plan as who serves the customer sees it. */
export type ServedPlanView = {
  id: string;
  tier: "enterprise" | "enterprise_plus";
  state: "active" | "expired" | "not_started";
  validTo: string;
  /** Until it ends, when it is active; a day that has begun counts. */
  daysLeft: number;
  tam: StaffNameView | null;
  deputy: StaffNameView | null;
  maySetStaff: boolean;
};

/** The main group of a channel and a plan: that there is one is all that those outside of it learn. */
export type ServedMainGroupView = {
  planId: string;
  state: "none" | "present" | "archived";
  /** The group, for who is in it. */
  groupId: string | null;
  /** The group, for who is not in it and reads it by their role, or can open it for a reason. */
  closedGroupId: string | null;
  /** Whether the reader may make it, or let in who asks. */
  mayBind: boolean;
  /** Whether the reader may hand out links into it. */
  mayInvite: boolean;
};

/** A channel as who serves the customer sees it. */
export type ServedChannelView = ChannelHealthView & {
  id: string;
  organizationName: string;
  status: ChannelStatus;
  appId: string;
  /** Whether the reader may check it again, give it a new secret, or bind it to an app made anew. */
  mayCare: boolean;
  /** How many things were found to be repaired in Feishu. */
  warnings: number;
  mainGroupEntry: MainGroupEntry;
  maySetEntry: boolean;
  mainGroups: ServedMainGroupView[];
  /** Who asks for the main group; without a name for who may not know it. */
  request: { askedBy: string | null; askedAt: string } | null;
};

/** A customer as who serves it sees it. */
export type CustomerView = {
  accountId: string;
  name: string;
  alias: string;
  plans: ServedPlanView[];
  /** Whether the reader may add a channel for this customer. */
  mayAddChannel: boolean;
  channels: ServedChannelView[];
};

/** A page of customers: first those who ask for a main group, then those who lack one, each by name. */
export type CustomersView = {
  customers: CustomerView[];
  /** What to ask the next page with; null at the end. */
  next: string | null;
};
