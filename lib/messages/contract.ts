import { z } from "zod";
import { type MemberView, mentionToken, type NoticeView } from "@/lib/groups/contract";

/** Longest message in characters (UTF-16 units); what is longer becomes a file (design.md §5). */
export const MESSAGE_LIMIT = 10_000;

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Markdown text; a mention is `<@personId>` or `<@all>`. Stored, searched and sent in this one form. */
export const messageBody = z
  .string()
  .max(MESSAGE_LIMIT, "messages.too_long")
  .refine((body) => body.trim() !== "", "messages.empty")
  .refine((body) => !body.includes("\0") && !loneSurrogate.test(body), "messages.not_text");

/** `clientId` is made once per message by the sender's browser: sending it again gives the original back. */
export const sendMessageInput = z.object({ groupId: z.uuid(), clientId: z.uuid(), body: messageBody });
export type SendMessageInput = z.output<typeof sendMessageInput>;

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
};

/** `hasBefore` and `hasAfter` say whether the log goes on beyond this page; messages ascend. `sequence` is the log's end when it was read. */
export type MessagePageView = {
  messages: MessageView[];
  hasBefore: boolean;
  hasAfter: boolean;
  sequence: number;
};

/** What happened in a group, as a member may see it now. */
export type GroupEventView =
  | { type: "message.created"; sequence: number; message: MessageView }
  | { type: "member.joined" | "member.left"; sequence: number; member: MemberView; createdAt: string }
  | { type: "group.created" | "group.archived"; sequence: number; createdAt: string };

/** A stretch of one group's log without holes, `from` to `to` inclusive. */
export type GroupFrame = { groupId: string; from: number; to: number; events: GroupEventView[] };

/** The log after a number. `tooMany` asks the browser to load the group anew: then `frame` is null. */
export type CatchUpView = { frame: GroupFrame | null; tooMany: boolean; sequence: number };

/** How far a person has read a group. */
export type ReadPositionView = { groupId: string; sequence: number };

/** The acknowledgement of a sent message; `replayed` when this client id had been posted before. */
export type SentMessageView = { id: string; sequence: number; createdAt: string; replayed: boolean };

/** The persons a body names, each once, and whether it names everyone. Tokens inside code are mentions too: what was picked is meant. */
export function mentionsIn(body: string): { personIds: string[]; everyone: boolean } {
  const named = new Set([...body.matchAll(mentionToken)].map((match) => match[1] ?? ""));
  const everyone = named.delete("all");
  return { personIds: [...named], everyone };
}

/** `body` with its mention tokens replaced by names: for excerpts, cards and mail. */
export function withMentionNames(body: string, nameOf: (personIdOrAll: string) => string): string {
  return body.replace(mentionToken, (_token, id: string) => `@${nameOf(id)}`);
}
