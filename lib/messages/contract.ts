import { z } from "zod";
import { type MemberView, mentionToken, type NoticeView, type Side } from "@/lib/groups/contract";

/** Longest message in characters (UTF-16 units); what is longer becomes a file (design.md §5). */
export const MESSAGE_LIMIT = 10_000;

/** A message carries at most so many files. */
export const ATTACHMENTS_PER_MESSAGE = 20;

/** Largest file in bytes (50 MB). */
export const FILE_LIMIT = 50 * 1_024 * 1_024;

/** What one person may have uploaded and not sent: so many files, so many bytes (500 MB). */
export const DRAFT_LIMIT = { files: 200, bytes: 500 * 1_024 * 1_024 } as const;

/** What a message can be answered with in one touch, in the order in which it is offered. */
export const REACTIONS = ["👍", "✅", "👀", "🙏", "🎉", "❤️", "😄", "➕"] as const;
export type Reaction = (typeof REACTIONS)[number];

/** In groups larger than this, who has read a message is counted and nobody is named. */
export const READERS_LISTED = 200;

/** Longest name of a file, in characters. */
export const FILE_NAME_LIMIT = 200;

/** Longest name of a file as somebody's computer may have it, before it is cleaned. */
const GIVEN_NAME_LIMIT = 4_096;

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Markdown text; a mention is `<@personId>`, `<@personId:silent>` or `<@all>`. Stored, searched and sent in this one form. */
export const messageBody = z
  .string()
  .max(MESSAGE_LIMIT, "messages.too_long")
  .refine((body) => body.trim() !== "", "messages.empty")
  .refine(isText, "messages.not_text");

/** The same where there may be files instead of text. */
const bodyBesideFiles = z
  .string()
  .max(MESSAGE_LIMIT, "messages.too_long")
  .refine(isText, "messages.not_text");

function isText(body: string): boolean {
  return !body.includes("\0") && !loneSurrogate.test(body);
}

/** The files of a new message, by the ids their uploads gave; each once. */
const attachmentIds = z
  .array(z.uuid())
  .max(ATTACHMENTS_PER_MESSAGE, "messages.too_many_attachments")
  .transform((ids) => [...new Set(ids)]);

/**
 * `clientId` is made once per message by the sender's browser: sending it again gives the original back. A message with
 * files may be without text.
 */
export const sendMessageInput = z
  .object({
    groupId: z.uuid(),
    clientId: z.uuid(),
    body: bodyBesideFiles,
    attachmentIds: attachmentIds.optional(),
    /** The message of the same group that this one answers. */
    replyToId: z.uuid().optional(),
  })
  .refine(({ body, attachmentIds: files = [] }) => body.trim() !== "" || files.length > 0, {
    message: "messages.empty",
    path: ["body"],
  });
export type SendMessageInput = z.output<typeof sendMessageInput>;

/** Identifies a message in its group. */
export const messageIdInput = z.object({ groupId: z.uuid(), messageId: z.uuid() });
export type MessageIdInput = z.output<typeof messageIdInput>;

/** `version` is the one that was edited: another one by now, and the edit is refused. */
export const editMessageInput = messageIdInput.extend({
  version: z.number().int().positive(),
  body: bodyBesideFiles,
});
export type EditMessageInput = z.output<typeof editMessageInput>;

/** Says what is to hold, not what is to change: sent twice it means the same. */
export const reactToMessageInput = messageIdInput.extend({ emoji: z.enum(REACTIONS), on: z.boolean() });
export type ReactToMessageInput = z.output<typeof reactToMessageInput>;

/** A file on its way: `bytes` come while they are read, `declaredSize` is what the sender says of them. */
export const uploadAttachmentInput = z.object({
  groupId: z.uuid(),
  name: z.string().max(GIVEN_NAME_LIMIT, "messages.file_name_too_long"),
  declaredSize: z.number().int().nonnegative().optional(),
  bytes: z.custom<AsyncIterable<Uint8Array>>((value) => typeof value === "object" && value !== null),
});
export type UploadAttachmentInput = z.output<typeof uploadAttachmentInput>;

/** Identifies a file. */
export const attachmentIdInput = z.object({ attachmentId: z.uuid() });
export type AttachmentIdInput = z.output<typeof attachmentIdInput>;

export const markReadInput = z.object({ groupId: z.uuid(), sequence: z.number().int().nonnegative() });
export type MarkReadInput = z.output<typeof markReadInput>;

/** A page of history: the newest without bounds, older with `before`, around one message with `around`. */
export const listMessagesInput = z.object({
  groupId: z.uuid(),
  before: z.coerce.number().int().positive().optional(),
  after: z.coerce.number().int().nonnegative().optional(),
  around: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListMessagesInput = z.output<typeof listMessagesInput>;

/** What a group's log says after a number; `after` is the last event the browser has. */
export const listEventsInput = z.object({ groupId: z.uuid(), after: z.coerce.number().int().nonnegative() });
export type ListEventsInput = z.output<typeof listEventsInput>;

/** Above this many missed events the browser reloads the group instead (design.md §2 "Browser"). */
export const CATCH_UP_LIMIT = 500;

/** A file of a message, as its readers see it; its bytes are authorized for each download. */
export type AttachmentView = { id: string; name: string; mediaType: string; size: number };

/**
 * A message, or a system line: then `notice` says what happened and the body is empty. `senderId` is who wrote it or caused
 * what happened; null where that was the product itself, or somebody who is not in the group.
 */
export type MessageView = {
  id: string;
  groupId: string;
  sequence: number;
  senderId: string | null;
  clientId: string;
  body: string;
  notice: NoticeView | null;
  attachments: readonly AttachmentView[];
  createdAt: string;
} & MessageChanges;

/** What a message became after it was said. What did not happen is absent: nearly every message is plain, and goes to everybody. */
export type MessageChanges = {
  edited?: { version: number; at: string };
  /** Then body, files and reactions are gone; `byId` is absent where nobody is to be named. */
  recalled?: { byId?: string };
  replyTo?: QuoteView;
  reactions?: readonly ReactionView[];
};

/** The message that another one answers, as it is now; of a long one the beginning. */
export type QuoteView = {
  id: string;
  senderId?: string;
  body: string;
  files: number;
  recalled: boolean;
};

/** An emoji under a message and whose it is, in the order in which they came. */
type ReactionView = { emoji: string; personIds: readonly string[] };

/** The version of a message: 1, and one more with every edit. */
export const versionOf = ({ edited }: MessageChanges): number => edited?.version ?? 1;

/** What an edit, a recall or a reaction came to: the message's version, and up to where the log says so. */
export type ChangedMessageView = { sequence: number; version: number };

/** What a message said before it was edited, the newest first. */
export type RevisionView = { version: number; body: string; writtenAt: string };

/** Somebody of the group and whether a message has come before their eyes: `before_edit`, only as it was. */
export type ReaderView = {
  personId: string;
  name: string;
  side: Side;
  state: "read" | "before_edit" | "unread";
};

/** How far a message has been read by the others of its group, per side; `people` is null where they are too many to name. */
export type ReadersView = {
  sides: Record<Side, { total: number; read: number }>;
  people: ReaderView[] | null;
};

/** `hasBefore` and `hasAfter` say whether the log goes on beyond this page; messages ascend. `sequence` is the log's end when it was read. */
export type MessagePageView = {
  messages: MessageView[];
  hasBefore: boolean;
  hasAfter: boolean;
  sequence: number;
};

const messageChanges = ["message.edited", "message.recalled", "message.reacted"] as const;
export type MessageChangeType = (typeof messageChanges)[number];

/** Whether an event changes a message that was there before. */
export function isMessageChange(
  event: GroupEventView,
): event is Extract<GroupEventView, { type: MessageChangeType }> {
  return messageChanges.some((type) => type === event.type);
}

/** What happened in a group, as a member may see it now. */
export type GroupEventView =
  | { type: "message.created"; sequence: number; message: MessageView }
  /** `message` is null where the same stretch has a later change of it: that one tells. */
  | { type: MessageChangeType; sequence: number; messageId: string; message: MessageView | null }
  | {
      type: "member.joined" | "member.left" | "member.changed";
      sequence: number;
      member: MemberView;
      createdAt: string;
    }
  | { type: "group.created" | "group.archived" | "group.restored"; sequence: number; createdAt: string };

/** A stretch of one group's log without holes, `from` to `to` inclusive. */
export type GroupFrame = { groupId: string; from: number; to: number; events: GroupEventView[] };

/** The log after a number. `tooMany` asks the browser to load the group anew: then `frame` is null. */
export type CatchUpView = { frame: GroupFrame | null; tooMany: boolean; sequence: number };

/** How far a person has read a group. */
export type ReadPositionView = { groupId: string; sequence: number };

/** The acknowledgement of a sent message; `replayed` when this client id had been posted before. */
export type SentMessageView = { id: string; sequence: number; createdAt: string; replayed: boolean };

/**
 * The persons a body notifies, each once, and whether it names everyone. Who is named silently is not among them. Tokens
 * inside code are mentions too: what was picked is meant.
 */
export function mentionsIn(body: string): { personIds: string[]; everyone: boolean } {
  const loud = [...body.matchAll(mentionToken)].filter((match) => match[2] === undefined);
  const named = new Set(loud.map((match) => match[1] ?? ""));
  const everyone = named.delete("all");
  return { personIds: [...named], everyone };
}

/** `body` with its mention tokens replaced by names: for excerpts, cards and mail. */
export function withMentionNames(body: string, nameOf: (personIdOrAll: string) => string): string {
  return body.replace(mentionToken, (_token, id: string) => `@${nameOf(id)}`);
}
