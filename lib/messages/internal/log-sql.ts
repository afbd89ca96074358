import { EXCERPT_SOURCE_LIMIT, type NoticeView, type Side } from "@/lib/groups/contract";
import {
  type AttachmentView,
  type GroupEventView,
  isMessageChange,
  type MessageChanges,
  type MessageView,
} from "@/lib/messages/contract";

/** The files of a message as AttachmentViews, in the order in which they were added; `message` is the column with its id. */
export const attachmentsSql = (message: string): string => `
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'size', a.size) ORDER BY a.created_at, a.id)
    FROM attachment a WHERE a.message_id = ${message}), '[]')`;

/**
 * What became of a message, as MessageChanges without what did not happen; `m` is the message's row. Of a plain one only
 * its reactions are looked for, each message's by the key: EXISTS would be planned as a reading of the whole table.
 */
export const changesSql = (m: string): string => `
  CASE WHEN ${m}.edited_at IS NULL AND ${m}.recalled_at IS NULL AND ${m}.reply_to_id IS NULL
    AND (SELECT true FROM reaction r WHERE r.message_id = ${m}.id LIMIT 1) IS NULL THEN '{}'::jsonb
  ELSE jsonb_strip_nulls(jsonb_build_object(
    'edited', CASE WHEN ${m}.edited_at IS NOT NULL THEN jsonb_build_object('version', ${m}.version, 'at', ${m}.edited_at) END,
    'recalled', CASE WHEN ${m}.recalled_at IS NOT NULL THEN jsonb_build_object('byId', ${m}.recalled_by_id) END,
    'replyTo', CASE WHEN ${m}.reply_to_id IS NOT NULL THEN (
      SELECT jsonb_build_object('id', q.id, 'senderId', q.sender_id, 'body', left(q.body, ${EXCERPT_SOURCE_LIMIT}),
        'files', (SELECT count(*) FROM attachment a WHERE a.message_id = q.id), 'recalled', q.recalled_at IS NOT NULL)
      FROM message q WHERE q.id = ${m}.reply_to_id) END,
    'reactions', (SELECT jsonb_agg(jsonb_build_object('emoji', emoji, 'personIds', person_ids) ORDER BY since, emoji)
      FROM (SELECT r.emoji, jsonb_agg(r.person_id ORDER BY r.created_at, r.person_id) AS person_ids, min(r.created_at) AS since
        FROM reaction r WHERE r.message_id = ${m}.id GROUP BY r.emoji) AS reacted))) END`;

/** Changes as the database tells them, with their times in the form of every other. */
export function changesOf(changes: MessageChanges): MessageChanges {
  const { edited } = changes;
  if (edited === undefined) return changes;
  return { ...changes, edited: { ...edited, at: new Date(edited.at).toISOString() } };
}

/** A group's log after a number, each event with its subject as it is now. $1 group, $2 after, $3 how many. */
export const logSql = `
  SELECT e.sequence, e.type, e.created_at AS "createdAt",
    m.id AS "messageId", m.sequence AS "messageSequence", m.sender_id AS "senderId", m.client_id AS "clientId", m.body, m.notice,
    m.created_at AS "writtenAt",
    CASE WHEN m.id IS NOT NULL THEN ${attachmentsSql("m.id")} END AS attachments,
    CASE WHEN m.id IS NOT NULL THEN ${changesSql("m")} END AS changes,
    p.id AS "personId", p.name, p.avatar_url AS "avatarUrl", p.side, gm.role, gm.left_at IS NULL AS present
  FROM group_event e
  LEFT JOIN message m ON e.type IN ('message.created', 'message.edited', 'message.recalled', 'message.reacted') AND m.id = e.subject_id
  LEFT JOIN group_member gm ON e.type IN ('member.joined', 'member.left', 'member.changed') AND gm.group_id = e.group_id AND gm.person_id = e.subject_id
  LEFT JOIN person p ON p.id = gm.person_id
  WHERE e.group_id = $1 AND e.sequence > $2
  ORDER BY e.sequence LIMIT $3`;

/** A row of `logSql`: which columns are filled depends on the type. */
export type LogRow = {
  sequence: number;
  type: GroupEventView["type"];
  createdAt: Date;
  messageId: string;
  messageSequence: number;
  writtenAt: Date;
  senderId: string | null;
  clientId: string;
  body: string;
  notice: NoticeView | null;
  attachments: AttachmentView[];
  changes: MessageChanges;
  personId: string;
  name: string;
  avatarUrl: string | null;
  side: Side;
  role: "owner" | "member";
  present: boolean;
};

/** Events of a group's log as a member may see them. Of several changes of one message only the last tells it. */
export function groupEventViews(groupId: string, rows: readonly LogRow[]): GroupEventView[] {
  const told = new Set<string>();
  const views = rows.toReversed().map((row): GroupEventView => {
    const event = groupEventView(groupId, row);
    if (!isMessageChange(event)) return event;
    const isTold = told.has(event.messageId);
    told.add(event.messageId);
    return isTold ? { ...event, message: null } : event;
  });
  return views.toReversed();
}

function groupEventView(groupId: string, row: LogRow): GroupEventView {
  const { type, sequence } = row;
  const createdAt = row.createdAt.toISOString();
  switch (type) {
    case "message.created":
      return { type, sequence, message: messageIn(groupId, row) };
    case "message.edited":
    case "message.recalled":
    case "message.reacted":
      return { type, sequence, messageId: row.messageId, message: messageIn(groupId, row) };
    case "member.joined":
    case "member.left":
    case "member.changed": {
      const { personId, name, avatarUrl, side, role, present } = row;
      return { type, sequence, member: { personId, name, avatarUrl, side, role, present }, createdAt };
    }
    case "group.created":
    case "group.archived":
    case "group.restored":
      return { type, sequence, createdAt };
    default:
      return type satisfies never;
  }
}

function messageIn(groupId: string, row: LogRow): MessageView {
  const { messageId: id, messageSequence: sequence, senderId, clientId, body, notice, attachments } = row;
  const said = { id, groupId, sequence, senderId, clientId, body, notice, attachments };
  return { ...said, createdAt: row.writtenAt.toISOString(), ...changesOf(row.changes) };
}
