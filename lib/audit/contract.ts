import { z } from "zod";

/** Most events on a page of the log. */
const PAGE_LIMIT = 100;
/** Most events in an exported file: the newest. */
export const EXPORT_LIMIT = 50_000;

/** What acts are about: the first half of their codes, in the order in which filters offer them. */
export const auditNouns = [
  "account",
  "plan",
  "channel",
  "ram_user",
  "ram_role",
  "session",
  "second_factor",
  "oidc_identity",
  "person",
  "staff",
  "shift",
  "product",
  "escalation_chain",
  "paging_webhook",
  "main_group",
  "group",
  "break_glass",
  "member",
  "invitation",
  "join_request",
  "message",
  "ticket",
  "incident",
  "major_incident",
  "report",
  "macro",
  "audit",
  "installation",
] as const;

const instant = z.iso.datetime({ offset: true, message: "audit.time_malformed" }).nullable().default(null);

/** What anybody may narrow their log by; what is left out does not narrow it. */
const activityFilter = {
  /** A code (`channel.added`), or the beginning of codes (`channel.`). */
  action: z
    .string()
    .max(64, "audit.action_malformed")
    .regex(/^[a-z_]+\.[a-z_]*$/, "audit.action_malformed")
    .nullable()
    .default(null),
  /** What an error page or an answer's header told. */
  requestId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{8,64}$/, "audit.request_id_malformed")
    .nullable()
    .default(null),
  /** From then on, and before. */
  from: instant,
  to: instant,
};

/** What the service team may narrow the log by, too. */
const staffFilter = {
  ...activityFilter,
  /** An account's id or alias. */
  account: z.string().trim().min(1).max(64, "audit.filter_too_long").nullable().default(null),
  /** Who acted: an id, a colleague's e-mail address, or what a principal signs in with. */
  actor: z.string().trim().min(1).max(254, "audit.filter_too_long").nullable().default(null),
  subjectId: z.uuid("audit.subject_malformed").nullable().default(null),
};

const page = {
  cursor: z.string().max(200, "audit.cursor_malformed").nullable().default(null),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(50),
};
const file = { locale: z.enum(["en", "zh-CN"]).default("zh-CN") };

/** A page of the log as the service team asks for it, the newest first. */
export const searchAuditInput = z.object({ ...staffFilter, ...page });
/** A page of an account's activity log as its console asks for it. */
export const listActivityInput = z.object({ ...activityFilter, ...page });
/** The same as files, in the language of who asks. */
export const exportAuditInput = z.object({ ...staffFilter, ...file });
export const exportActivityInput = z.object({ ...activityFilter, ...file });

/** What a search is narrowed to; a console has no other filters than those of its own log. */
export type AuditFilter = z.output<z.ZodObject<typeof activityFilter>> &
  Partial<z.output<z.ZodObject<typeof staffFilter>>>;
export type SearchAuditInput = AuditFilter & { cursor: string | null; limit: number };
export type ExportAuditInput = AuditFilter & { locale: "en" | "zh-CN" };

/** Whoever or whatever an id stands for; without a name where it is gone, or is none of the reader's business. */
type NamedView = { id: string | null; name: string | null };

/** A value of a detail, with the name of whom it names. */
export type AuditValueView = { value: string | number | boolean | null; name: string | null };

/** A setting or circumstance of an act; `before` is what it was, null where nothing is known of that. */
export type AuditDetailView = { key: string; value: AuditValueView; before: AuditValueView | null };

/** One act as the log shows it. */
export type AuditEventView = {
  id: string;
  createdAt: string;
  action: string;
  actor: NamedView & {
    kind: "principal" | "staff" | "employee" | "system";
    /** Which part of the product, for `system`. */
    system: string | null;
    /** The role a principal had assumed. */
    role: NamedView | null;
  };
  account: NamedView;
  subject: NamedView & { type: string };
  details: AuditDetailView[];
  requestId: string | null;
};

/** A page of the log; `nextCursor` is null at its end. */
export type AuditPageView = { events: AuditEventView[]; nextCursor: string | null };
