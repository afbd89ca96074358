import { z } from "zod";

/** Identifies a group; every input that names one uses it. */
export const groupIdInput = z.object({ groupId: z.uuid() });
export type GroupIdInput = z.output<typeof groupIdInput>;

/** The list of my groups has no parameters. */
export const listMyGroupsInput = z.object({});
export type ListMyGroupsInput = z.output<typeof listMyGroupsInput>;

/** Who is to be taken out of which group. */
export const removeMemberInput = groupIdInput.extend({ personId: z.uuid() });
export type RemoveMemberInput = z.output<typeof removeMemberInput>;

export type GroupKind = "main" | "ticket" | "internal";
export type Side = "customer" | "service";
const memberRoles = ["owner", "member"] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Who is to be owner or member of which group. */
export const setMemberRoleInput = removeMemberInput.extend({ role: z.enum(memberRoles) });
export type SetMemberRoleInput = z.output<typeof setMemberRoleInput>;

/** A person as others in the group see them. `present` is false for somebody who left: their messages keep the name. */
export type MemberView = {
  personId: string;
  name: string;
  avatarUrl: string | null;
  side: Side;
  role: MemberRole;
  present: boolean;
};

/** Why Feishu does not let the bot reach somebody, as far as it says. */
export type UnreachableCause =
  | "outside_availability"
  | "left_organization"
  | "bot_muted"
  | "app_replaced"
  | "refused";

/** What Group Member Management shows of somebody besides what a conversation needs. */
export type RosterEntryView = {
  personId: string;
  /** The newest sign-in: when somebody merely looked is recorded nowhere. */
  signedInAt: string | null;
  unreachable: UnreachableCause | null;
};

/** Who is present in a group, and what the reader's rights there depend on besides roles in the group. */
export type RosterView = {
  entries: RosterEntryView[];
  /** Whether the reader leads the service team there; of a customer's owner the group's role says it. */
  leadsService: boolean;
  /** The TAM of a main group's plan. */
  tamId: string | null;
  /** An internal group: who is in it is who of the service side is in its ticket's group. */
  followsTicket: boolean;
};

/**
 * What a system line tells: `kind` is `<noun>.<what_happened>`, its words are `notices.<noun>.<what_happened>` of the
 * catalogs. By its key a value is known to be a person (`…Id`), a time (`…At`), or a code of the kind the key names.
 */
export const noticeSchema = z.object({
  kind: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  /** The members it was meant for. */
  addressees: z.array(z.string()),
});
export type NoticeView = z.output<typeof noticeSchema>;

/** How somebody of the service team reads a group they are not in (lib/groups/policy.ts). */
export type ReaderWay = "break_glass" | "queue" | "audit";

/** A row of the conversation list. */
export type GroupRowView = {
  id: string;
  kind: GroupKind;
  name: string;
  /** The customer's organization: what staff, who see many, tell groups apart by. */
  organizationName: string;
  archived: boolean;
  /** The plan it belongs to holds from the first up to the second: what can be used follows from it (lib/accounts/policy.ts). */
  plan: { validFrom: string; validTo: string };
  memberCount: number;
  sequence: number;
  readSequence: number;
  /** Messages of others after `readSequence`; counted up to UNREAD_LIMIT. */
  unread: number;
  /** Whether one of the unread messages mentions me. */
  mentionsMe: boolean;
  /** For who reads the group without being in it: by which right, and until when if that is known. Null for members. */
  reader: { by: ReaderWay; until: string | null } | null;
  lastMessage: {
    senderId: string | null;
    /** Null where the product itself speaks. */
    senderName: string | null;
    excerpt: string;
    /** How many files it carries. */
    files: number;
    notice: NoticeView | null;
    /** Taken back: then nothing of it is left to show. */
    recalled?: boolean;
    createdAt: string;
  } | null;
};

/** Unread counts stop here and are shown as "99+". */
export const UNREAD_LIMIT = 100;

/**
 * The order of the conversation list: an employee's service main group first, then by last activity. The same in SQL
 * (queries/list-my-groups.ts).
 */
export function compareGroupRows(a: GroupRowView, b: GroupRowView, pinMain: boolean): number {
  const pinned = Number(b.kind === "main") - Number(a.kind === "main");
  if (pinMain && pinned !== 0) return pinned;
  const [lastA, lastB] = [a.lastMessage?.createdAt ?? "", b.lastMessage?.createdAt ?? ""];
  if (lastA !== lastB) return lastA < lastB ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/** In groups of more people than this, owners and the service team alone mention everyone (edge-cases §9.3); as in post_messages. */
export const EVERYONE_LIMIT = 15;

/**
 * How a text names a member of its group, or everyone: `<@personId>`, `<@all>`; and a member who is not to be notified of
 * it: `<@personId:silent>`, of which the second part is ":silent".
 */
export const mentionToken =
  /<@(all(?=>)|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(:silent)?>/g;

/** So much of a body is enough for an excerpt. */
export const EXCERPT_SOURCE_LIMIT = 400;
const EXCERPT_LIMIT = 120;

const markdownLink = /!?\[([^\]\n]*)\]\([^)\s]*\)/g;
const markdownMarks = /```\w*|(?<!\w)[*_~]{1,3}(?=\S)|(?<=\S)[*_~]{1,3}(?!\w)|`|^ *(?:#{1,6}|>) /gm;

/** The beginning of a message in one line, mentions as names: what a row of the conversation list shows. */
export function excerptOf(body: string, nameOf: (personId: string) => string | undefined): string {
  const source = body.slice(0, EXCERPT_SOURCE_LIMIT).replace(/<(?:@[0-9a-z:-]*)?$/, "");
  const named = source.replace(
    mentionToken,
    (_token, id: string) => `@${id === "all" ? id : (nameOf(id) ?? "…")}`,
  );
  const plain = named.replace(markdownLink, "$1").replace(markdownMarks, "");
  return Array.from(plain.replace(/\s+/g, " ").trim()).slice(0, EXCERPT_LIMIT).join("");
}
