import type { NoticeView } from "@/lib/groups/contract";
import type { AttachmentView, MessageView, QuoteView } from "@/lib/messages/contract";
import { type OutgoingMessage, quoteOf } from "@/lib/realtime/browser/group-state";

/** What can be done with a message of mine that was refused. */
export type OutgoingHandlers = {
  onRetry: (clientId: string) => void;
  onEdit: (outgoing: OutgoingMessage) => void;
  onDiscard: (outgoing: OutgoingMessage) => void;
};

/** One row of the list with what stands above it. */
export type TimelineRow = {
  /** The same while a message is sent and after, so that its row stays in place. */
  key: string;
  /** Null where the product itself speaks. */
  senderId: string | null;
  body: string;
  /** A system line instead of a body. */
  notice: NoticeView | null;
  attachments: readonly AttachmentView[];
  createdAt: string;
  /** Null while the message is not in the log. */
  message: MessageView | null;
  /** The message it answers; `quote` is null where that is not loaded. */
  replyTo: { messageId: string; quote: QuoteView | null } | null;
  /** Up to where the log is read once this is, its last edit included. */
  readThrough: number;
  outgoing: OutgoingMessage | null;
  startsDay: boolean;
  startsBlock: boolean;
  startsUnread: boolean;
};

type Conversation = {
  messages: readonly MessageView[];
  outgoing: readonly OutgoingMessage[];
  /** Of edited messages: up to where the log has to be read for the edit to be read. */
  edits?: ReadonlyMap<string, number>;
  me: string;
  /** Messages of others after the first number, up to the second, were new when the conversation was opened. */
  news: { after: number; through: number } | null;
  /** The reader's day of an instant. */
  dayOf: (instant: string) => string;
};

/** Messages of one person within this time stand under one name. */
const BLOCK_MILLISECONDS = 5 * 60_000;

/** Messages in log order, then what is still on its way, divided by day, sender and the first unread. */
export function timelineOf({ messages, outgoing, edits, me, news, dayOf }: Conversation): TimelineRow[] {
  const arrived = new Set<string>();
  const rows: TimelineRow[] = [];
  let hasUnread = false;
  for (const message of messages) {
    if (message.senderId === me) arrived.add(message.clientId);
    const isNew = news !== null && isWithin(message.sequence, news) && message.senderId !== me;
    const startsUnread = isNew && !hasUnread;
    hasUnread ||= isNew;
    rows.push(rowAfter(rows.at(-1), dayOf, { ...sentRow(message, edits), startsUnread }));
  }
  for (const waiting of outgoing) {
    if (arrived.has(waiting.clientId)) continue;
    rows.push(rowAfter(rows.at(-1), dayOf, outgoingRow(waiting, me, messages)));
  }
  return rows;
}

function sentRow(message: MessageView, edits: Conversation["edits"]): Omit<BareRow, "startsUnread"> {
  const { id, senderId, clientId, body, notice, attachments, createdAt, sequence, replyTo } = message;
  return {
    key: `${senderId ?? ""}:${clientId}`,
    senderId,
    body,
    notice,
    attachments,
    createdAt,
    message,
    replyTo: replyTo ? { messageId: replyTo.id, quote: replyTo } : null,
    readThrough: Math.max(sequence, edits?.get(id) ?? 0),
    outgoing: null,
  };
}

function outgoingRow(waiting: OutgoingMessage, me: string, messages: readonly MessageView[]): BareRow {
  const { clientId, body, attachments = [], createdAt, replyToId } = waiting;
  return {
    key: `${me}:${clientId}`,
    senderId: me,
    body,
    notice: null,
    attachments,
    createdAt,
    message: null,
    replyTo: replyToId === undefined ? null : quoteIn(messages, replyToId),
    readThrough: 0,
    outgoing: waiting,
    startsUnread: false,
  };
}

function quoteIn(messages: readonly MessageView[], messageId: string): TimelineRow["replyTo"] {
  const original = messages.find(({ id }) => id === messageId);
  return { messageId, quote: original ? quoteOf(original) : null };
}

function isWithin(sequence: number, { after, through }: { after: number; through: number }): boolean {
  return sequence > after && sequence <= through;
}

type BareRow = Omit<TimelineRow, "startsDay" | "startsBlock">;

function rowAfter(
  previous: TimelineRow | undefined,
  dayOf: (instant: string) => string,
  row: BareRow,
): TimelineRow {
  const startsDay = previous === undefined || dayOf(previous.createdAt) !== dayOf(row.createdAt);
  const startsBlock =
    startsDay ||
    row.startsUnread ||
    row.notice !== null ||
    previous.notice !== null ||
    previous.senderId !== row.senderId ||
    Date.parse(row.createdAt) - Date.parse(previous.createdAt) > BLOCK_MILLISECONDS;
  return { ...row, startsDay, startsBlock };
}
