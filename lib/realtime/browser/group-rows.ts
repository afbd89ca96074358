import { excerptOf, type GroupRowView, UNREAD_LIMIT } from "@/lib/groups/contract";
import {
  type GroupEventView,
  type GroupFrame,
  isMessageChange,
  type MessageView,
} from "@/lib/messages/contract";
import { type GroupState, isForMe } from "@/lib/realtime/browser/group-state";

type Names = (personId: string) => string | undefined;

/** A row after a stretch of its group's log; null if something is missing in between and the list must be asked. */
export function rowAfterFrame(
  row: GroupRowView,
  frame: GroupFrame,
  me: string,
  nameOf: Names,
): GroupRowView | null {
  if (frame.to <= row.sequence) return row;
  if (frame.from > row.sequence + 1 || frame.events.some(asksAnew)) return null;
  if (frame.events.some((event) => event.sequence > row.sequence && changesRow(event, row, me))) return null;
  let next: GroupRowView = { ...row, sequence: frame.to };
  for (const event of frame.events)
    if (event.sequence > row.sequence) next = rowAfterEvent(next, event, me, nameOf);
  return next;
}

/** Who came or went changes a count that only the server knows, and what opens a group again may be a plan that it does not. */
const asksAnew = ({ type }: GroupEventView): boolean =>
  type === "member.joined" || type === "member.left" || type === "group.restored";

/**
 * Whether a message that changed may be the one whose beginning the row shows, or may have begun or ceased to mention me:
 * the row does not hold enough to say, and it is rare.
 */
function changesRow(event: GroupEventView, row: GroupRowView, me: string): boolean {
  if (!isMessageChange(event) || event.type === "message.reacted") return false;
  const { message } = event;
  if (message === null) return true;
  const isLast = message.createdAt >= (row.lastMessage?.createdAt ?? "");
  return isLast || row.mentionsMe || isForMe(message, me);
}

function rowAfterEvent(row: GroupRowView, event: GroupEventView, me: string, nameOf: Names): GroupRowView {
  if (event.type === "message.created") return rowAfterMessage(row, event.message, me, nameOf);
  return event.type === "group.archived" ? { ...row, archived: true } : row;
}

function rowAfterMessage(row: GroupRowView, message: MessageView, me: string, nameOf: Names): GroupRowView {
  const { senderId, body, notice, attachments, createdAt, sequence } = message;
  const isUnread = senderId !== me && sequence > row.readSequence;
  return {
    ...row,
    unread: Math.min(UNREAD_LIMIT, row.unread + (isUnread ? 1 : 0)),
    mentionsMe: row.mentionsMe || (isUnread && isForMe(message, me)),
    lastMessage: {
      senderId,
      senderName: senderId === null ? null : (nameOf(senderId) ?? "…"),
      excerpt: excerptOf(body, nameOf),
      files: attachments.length,
      notice,
      createdAt,
    },
  };
}

/**
 * A row after its reader came this far; null if what is still unread cannot be told from what is loaded, and the list must
 * be asked.
 */
export function rowAfterRead(
  row: GroupRowView,
  readSequence: number,
  me: string,
  group: GroupState,
): GroupRowView | null {
  if (readSequence <= row.readSequence) return row;
  if (readSequence >= row.sequence) return { ...row, readSequence, unread: 0, mentionsMe: false };
  const first = group.messages[0]?.sequence ?? Number.MAX_SAFE_INTEGER;
  const reachesBack = !group.hasBefore || first <= readSequence + 1;
  if (!group.loaded || group.hasAfter || !reachesBack) return null;
  const unread = group.messages.filter(
    ({ sequence, senderId }) => sequence > readSequence && senderId !== me,
  );
  return {
    ...row,
    readSequence,
    unread: Math.min(UNREAD_LIMIT, unread.length),
    mentionsMe: unread.some((message) => isForMe(message, me)),
  };
}
