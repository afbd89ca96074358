import { z } from "zod";

/** The rows of the self-check, in the order in which they are repaired (edge-cases §11). */
export const checkSteps = [
  "credentials",
  "secret",
  "app_enabled",
  "ip_allow_list",
  "published",
  "changes_waiting",
  "scope_application",
  "scope_cardkit",
  "scope_message",
  "scope_tenant",
  "bot",
  "web_app",
  "home_desktop",
  "home_mobile",
  "new_tab",
  "redirect_urls",
  "trusted_domain",
  "availability",
  "organization",
  "edition",
  "message_path",
] as const;
export type CheckStep = (typeof checkSteps)[number];

/** What one row shows; the row's text is `selfCheck.row.<step>.<finding>`, or `selfCheck.unread.<finding>` where nothing could be read. */
const channelCheck = z.object({
  step: z.enum(checkSteps),
  /** Green, amber, red, and what no call tells or could not be read now. */
  state: z.enum(["ok", "warning", "wrong", "not_checkable"]),
  finding: z.string().max(40),
  /** Values that should be there, each with the one that is there instead. */
  compared: z.array(z.object({ expected: z.string(), actual: z.string().nullable() })).default([]),
  /** What the text names. */
  details: z.record(z.string(), z.string()).default({}),
  /** People of the channel the row is about; their names are read when it is shown. */
  people: z.array(z.uuid()).default([]),
  /** When Feishu said so. */
  at: z.string(),
});
export type ChannelCheck = z.output<typeof channelCheck>;

/** A row where nothing is said of the reason: `unreadFindings` have one text for all rows. */
export const unreadFindings = ["blocked", "quota", "later", "not_asked"] as const;

/** The rows a channel's row keeps; one of another form, of an older version, is left out. */
export function channelChecks(stored: unknown): ChannelCheck[] {
  const rows = z.array(z.unknown()).safeParse(stored).data ?? [];
  return rows.flatMap((row) => channelCheck.safeParse(row).data ?? []);
}

/** How a channel does as a whole. */
export type ChannelHealth = "healthy" | "degraded" | "broken";

/** What made a run of the self-check begin. */
export type CheckTrigger = "added" | "asked" | "scheduled" | "failure" | "secret_changed";

/** One run of the self-check, as the history shows it. */
export type CheckRunView = { id: string; at: string; health: ChannelHealth; trigger: CheckTrigger };

/** Somebody of the channel's people. */
type PersonNameView = { personId: string; name: string };

/** A row with the page of Feishu's console that repairs it; null where there is none for this app. */
export type CheckRowView = Omit<ChannelCheck, "people"> & {
  page: string | null;
  people: PersonNameView[];
};

/** The self-check of one channel, as its account and who looks after the customer see it. */
export type SelfCheckView = {
  channelId: string;
  appId: string;
  organizationName: string;
  status: "saved" | "active" | "disabled" | "deleted";
  health: ChannelHealth;
  checkedAt: string;
  /** When it is looked at again without being asked; null where it is not. */
  nextCheckAt: string | null;
  rows: CheckRowView[];
  /** The last 30 runs, the newest last. */
  history: CheckRunView[];
  /** Who can be sent a card of trial. */
  recipients: PersonNameView[];
};

/** How the card of trial fared: it arrived, as far as Feishu tells, or with which code it was refused. */
export type TestCardView = { code: number | null };
