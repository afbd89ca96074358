import { EXCERPT_SOURCE_LIMIT, type MemberView } from "@/lib/groups/contract";
import {
  type AttachmentView,
  mentionsIn,
  type MessagePageView,
  type MessageView,
  type QuoteView,
} from "@/lib/messages/contract";

/** A message on its way: it stands behind the log until the log holds it. */
export type OutgoingMessage = {
  clientId: string;
  body: string;
  /** The files it carries, uploaded already. An earlier version of the page kept none. */
  attachments?: readonly AttachmentView[];
  /** The message it answers. */
  replyToId?: string;
  createdAt: string;
  state: "sending" | "failed";
  /** Why it was refused, and the request in the logs. */
  reason?: string;
  requestId?: string;
};

/** What was missed while the connection was away. */
export type CaughtUp = { messages: number; mentions: number };

/** One conversation as far as this page has it. Never changed in place: another object is another state. */
export type GroupState = {
  loaded: boolean;
  /** A stretch of the log's messages without gaps. */
  messages: readonly MessageView[];
  /** Of edited messages: up to where the log has to be read for the edit to be read. */
  edits: ReadonlyMap<string, number>;
  outgoing: readonly OutgoingMessage[];
  members: ReadonlyMap<string, MemberView>;
  hasBefore: boolean;
  /** Whether newer messages exist that are not loaded: the page looks at the past. */
  hasAfter: boolean;
  loadingBefore: boolean;
  readSequence: number;
  caughtUp: CaughtUp | null;
  /** Why what was asked for could not be loaded. */
  problem: string | null;
};

/** A conversation nobody has opened. */
export const emptyGroup: GroupState = {
  loaded: false,
  messages: [],
  edits: new Map(),
  outgoing: [],
  members: new Map(),
  hasBefore: false,
  hasAfter: false,
  loadingBefore: false,
  readSequence: 0,
  caughtUp: null,
  problem: null,
};

/** A conversation and how far its log has been applied to it. */
export type AppliedGroup = { state: GroupState; sequence: number };

/** `messages` with `more` in it, each once, in the order of the log. */
export function mergeMessages(
  messages: readonly MessageView[],
  more: readonly MessageView[],
): readonly MessageView[] {
  const last = messages.at(-1)?.sequence ?? 0;
  // Nearly always: what is new comes behind what is there.
  if (more.every(({ sequence }) => sequence > last))
    return more.length === 0 ? messages : [...messages, ...more];
  const known = new Set(messages.map(({ id }) => id));
  const fresh = more.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return messages;
  return [...messages, ...fresh].toSorted((a, b) => a.sequence - b.sequence);
}

/** `messages` as these views of some of them say they are now, also where another one quotes them. */
export function withChanges(
  messages: readonly MessageView[],
  changes: ReadonlyMap<string, MessageView>,
): readonly MessageView[] {
  if (changes.size === 0) return messages;
  return messages.map((known) => {
    const message = changes.get(known.id) ?? known;
    const original = message.replyTo && changes.get(message.replyTo.id);
    return original ? { ...message, replyTo: quoteOf(original) } : message;
  });
}

/** A message as another one quotes it; the same in SQL (lib/messages/internal/log-sql.ts). */
export function quoteOf({ id, senderId, body, attachments, recalled }: MessageView): QuoteView {
  return {
    id,
    ...(senderId !== null && { senderId }),
    body: Array.from(body).slice(0, EXCERPT_SOURCE_LIMIT).join(""),
    files: attachments.length,
    recalled: recalled !== undefined,
  };
}

/** The edits known so far, and those of a page, which its log tells by its end. */
function editsWith(state: GroupState, { messages, sequence }: MessagePageView): GroupState["edits"] {
  const edited = messages.filter((message) => message.edited !== undefined);
  if (edited.length === 0) return state.edits;
  return new Map([...state.edits, ...edited.map(({ id }) => [id, sequence] as const)]);
}

/** A conversation that shows exactly this page. */
export function withPage(state: GroupState, page: MessagePageView): AppliedGroup {
  const { messages, hasBefore, hasAfter, sequence } = page;
  const shown = { messages, edits: editsWith(state, page), hasBefore, hasAfter };
  return { state: { ...state, loaded: true, ...shown, loadingBefore: false, problem: null }, sequence };
}

/** A conversation with a page before what it shows; null is a page that could not be loaded. */
export function withOlder(state: GroupState, page: MessagePageView | null): GroupState {
  if (page === null) return { ...state, loadingBefore: false };
  const messages = mergeMessages(page.messages, state.messages);
  const { hasBefore } = page;
  return { ...state, messages, edits: editsWith(state, page), hasBefore, loadingBefore: false };
}

/** A conversation with a page behind what it shows. */
export function withNewer(state: GroupState, page: MessagePageView): GroupState {
  const messages = mergeMessages(state.messages, page.messages);
  return { ...state, messages, edits: editsWith(state, page), hasAfter: page.hasAfter };
}

/** Whether a message of somebody else names me. */
export function isForMe({ senderId, body, notice }: MessageView, me: string): boolean {
  if (senderId === me) return false;
  if (notice !== null) return notice.addressees.includes(me);
  const { personIds, everyone } = mentionsIn(body);
  return everyone || personIds.includes(me);
}
