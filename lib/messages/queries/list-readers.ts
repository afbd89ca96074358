import type { PersonActor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { Side } from "@/lib/groups/contract";
import { accessMessage } from "@/lib/messages/access";
import {
  type MessageIdInput,
  READERS_LISTED,
  type ReadersView,
  type ReaderView,
} from "@/lib/messages/contract";

/** The others of a group by side: how many, and whose position has reached the message. $1 group, $2 its sender, $3 its sequence. */
const countsSql = `
  SELECT side, count(*)::int AS total, count(*) FILTER (WHERE read_sequence >= $3)::int AS read
  FROM group_member WHERE group_id = $1 AND left_at IS NULL AND person_id IS DISTINCT FROM $2 GROUP BY side`;

/** The same by name. $4 the last edit, or the message itself. */
const peopleSql = `
  SELECT m.person_id AS "personId", p.name, m.side,
    CASE WHEN m.read_sequence >= $4 THEN 'read' WHEN m.read_sequence >= $3 THEN 'before_edit' ELSE 'unread' END AS state
  FROM group_member m JOIN person p ON p.id = m.person_id
  WHERE m.group_id = $1 AND m.left_at IS NULL AND m.person_id IS DISTINCT FROM $2
  ORDER BY p.name, m.person_id LIMIT ${READERS_LISTED}`;

const lastEditSql = `
  SELECT max(sequence) AS sequence FROM group_event
  WHERE group_id = $1 AND sequence > $2 AND type = 'message.edited' AND subject_id = $3`;

/**
 * Who of the group has come as far as this message, by their read positions: for who wrote it, and for the service team.
 * Who had read it before an edit and has not come back since is told apart (edge-cases §8.6).
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `messages.no_such_message`; FORBIDDEN
 *   `messages.readers_not_yours` for an employee who asks about somebody else's.
 */
export async function listReaders(actor: PersonActor, id: MessageIdInput): Promise<ReadersView> {
  const { message } = await accessMessage(prisma(), actor, id, "read");
  if (actor.kind !== "staff" && message.senderId !== actor.personId)
    throw new AppError("FORBIDDEN", "messages.readers_not_yours");
  const sequence = Number(message.sequence);
  const asked = [id.groupId, message.senderId, sequence];
  const { rows } = await pool().query<{ side: Side; total: number; read: number }>(countsSql, asked);
  const sides: ReadersView["sides"] = { customer: { total: 0, read: 0 }, service: { total: 0, read: 0 } };
  for (const { side, total, read } of rows) sides[side] = { total, read };
  if (sides.customer.total + sides.service.total > READERS_LISTED) return { sides, people: null };
  const edited = message.editedAt === null ? sequence : await lastEdit(id, sequence);
  const people = await pool().query<ReaderView>(peopleSql, [...asked, edited]);
  return { sides, people: people.rows };
}

async function lastEdit({ groupId, messageId }: MessageIdInput, sequence: number): Promise<number> {
  const { rows } = await pool().query<{ sequence: number | null }>(lastEditSql, [
    groupId,
    sequence,
    messageId,
  ]);
  return rows[0]?.sequence ?? sequence;
}
