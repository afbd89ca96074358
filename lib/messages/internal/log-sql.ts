import type { NoticeView, Side } from "@/lib/groups/contract";
import type { AttachmentView, GroupEventView } from "@/lib/messages/contract";

/** The files of a message as AttachmentViews, in the order in which they were added; `message` is the column with its id. */
export const attachmentsSql = (message: string): string => `
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'size', a.size) ORDER BY a.created_at, a.id)
    FROM attachment a WHERE a.message_id = ${message}), '[]')`;

/** A group's log after a number, each event with its subject as it is now. $1 group, $2 after, $3 how many. */
export const logSql = `
  SELECT e.sequence, e.type, e.created_at AS "createdAt",
    m.id AS "messageId", m.sender_id AS "senderId", m.client_id AS "clientId", m.body, m.notice,
    CASE WHEN m.id IS NOT NULL THEN ${attachmentsSql("m.id")} END AS attachments,
    p.id AS "personId", p.name, p.avatar_url AS "avatarUrl", p.side, gm.role, gm.left_at IS NULL AS present
  FROM group_event e
  LEFT JOIN message m ON e.type = 'message.created' AND m.id = e.subject_id
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
  senderId: string | null;
  clientId: string;
  body: string;
  notice: NoticeView | null;
  attachments: AttachmentView[];
  personId: string;
  name: string;
  avatarUrl: string | null;
  side: Side;
  role: "owner" | "member";
  present: boolean;
};

/** An event of a group's log as a member may see it. */
export function groupEventView(groupId: string, row: LogRow): GroupEventView {
  const { type, sequence } = row;
  const createdAt = row.createdAt.toISOString();
  if (type === "message.created") {
    const { messageId: id, senderId, clientId, body, notice, attachments } = row;
    const message = { id, groupId, sequence, senderId, clientId, body, notice, attachments, createdAt };
    return { type, sequence, message };
  }
  if (type === "member.joined" || type === "member.left" || type === "member.changed") {
    const { personId, name, avatarUrl, side, role, present } = row;
    return { type, sequence, member: { personId, name, avatarUrl, side, role, present }, createdAt };
  }
  return { type, sequence, createdAt };
}
