import type { MemberView } from "@/lib/groups/contract";
import {
  type GroupEventView,
  type GroupFrame,
  isMessageChange,
  type MessageView,
} from "@/lib/messages/contract";
import {
  type AppliedGroup,
  type GroupState,
  mergeMessages,
  withChanges,
} from "@/lib/realtime/browser/group-state";

/** What a frame did: nothing new, or a gap before it (then the log must be asked), or the next state. */
export type FrameEffect =
  | { kind: "known" }
  | { kind: "hole" }
  | { kind: "applied"; group: AppliedGroup; messages: MessageView[] };

/**
 * A conversation after a stretch of its log, the same for pushed and fetched stretches. Events already applied count for
 * nothing, so a stretch may come twice or overlap; a page that looks at the past keeps its messages, as they are now.
 */
export function applyFrame({ state, sequence }: AppliedGroup, frame: GroupFrame): FrameEffect {
  if (frame.to <= sequence) return { kind: "known" };
  if (frame.from > sequence + 1) return { kind: "hole" };
  const events = frame.events.filter((event) => event.sequence > sequence);
  const messages = events.flatMap((event) => (event.type === "message.created" ? [event.message] : []));
  const next = {
    ...state,
    messages: withChanges(
      state.hasAfter ? state.messages : mergeMessages(state.messages, messages),
      changesIn(events),
    ),
    edits: editsAfter(state.edits, events),
    members: membersAfter(state.members, events),
  };
  return { kind: "applied", group: { state: next, sequence: frame.to }, messages };
}

function membersAfter(
  members: ReadonlyMap<string, MemberView>,
  events: readonly GroupEventView[],
): ReadonlyMap<string, MemberView> {
  const changed = events.flatMap((event) => ("member" in event ? [event.member] : []));
  if (changed.length === 0) return members;
  const next = new Map(members);
  for (const member of changed) next.set(member.personId, member);
  return next;
}

/** What the events say messages are now; of a message that changed twice the last. */
function changesIn(events: readonly GroupEventView[]): ReadonlyMap<string, MessageView> {
  const changed = events.flatMap((event) => (isMessageChange(event) && event.message ? [event.message] : []));
  return new Map(changed.map((message) => [message.id, message]));
}

function editsAfter(edits: GroupState["edits"], events: readonly GroupEventView[]): GroupState["edits"] {
  const edited = events.flatMap((event) =>
    event.type === "message.edited" ? [[event.messageId, event.sequence] as const] : [],
  );
  return edited.length === 0 ? edits : new Map([...edits, ...edited]);
}
