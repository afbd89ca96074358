import type { MemberView } from "@/lib/groups/contract";
import {
  type AttachmentView,
  mentionsIn,
  type MessagePageView,
  type MessageView,
} from "@/lib/messages/contract";

/** A message on its way: it stands behind the log until the log holds it. */
export type OutgoingMessage = {
  clientId: string;
  body: string;
  /** The files it carries, uploaded already. An earlier version of the page kept none. */
  attachments?: readonly AttachmentView[];
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

/** A conversation that shows exactly this page. */
export function withPage(state: GroupState, page: MessagePageView): AppliedGroup {
  const { messages, hasBefore, hasAfter, sequence } = page;
  return {
    state: { ...state, loaded: true, messages, hasBefore, hasAfter, loadingBefore: false, problem: null },
    sequence,
  };
}

/** Whether a message of somebody else names me. */
export function isForMe({ senderId, body, notice }: MessageView, me: string): boolean {
  if (senderId === me) return false;
  if (notice !== null) return notice.addressees.includes(me);
  const { personIds, everyone } = mentionsIn(body);
  return everyone || personIds.includes(me);
}
