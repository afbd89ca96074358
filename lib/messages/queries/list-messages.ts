import type { Actor } from "@/lib/actor/actor";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { accessGroup } from "@/lib/groups/access";
import type {
  ListMessagesInput,
  MessageChanges,
  MessagePageView,
  MessageView,
} from "@/lib/messages/contract";
import { attachmentsSql, changesOf, changesSql } from "@/lib/messages/internal/log-sql";

type Row = Omit<MessageView, "createdAt" | keyof MessageChanges> & {
  createdAt: Date;
  changes: MessageChanges;
};

const columns = `id, group_id AS "groupId", sequence, sender_id AS "senderId", client_id AS "clientId", body, notice,
  ${attachmentsSql("message.id")} AS attachments, ${changesSql("message")} AS changes,
  created_at AS "createdAt"`;
const olderSql = `SELECT ${columns} FROM message WHERE group_id = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3`;
const newerSql = `SELECT ${columns} FROM message WHERE group_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`;

/** Beyond every sequence: "older than this" is the newest page. */
const END = Number.MAX_SAFE_INTEGER;

/**
 * A page of a group's messages by the order of its log: the newest, older or newer than a number, or around one message.
 *
 * @throws AppError NOT_FOUND `groups.no_such_group` for a stranger, `messages.no_such_message`.
 */
export async function listMessages(actor: Actor, input: ListMessagesInput): Promise<MessagePageView> {
  const { groupId, limit } = input;
  // The log's end is read before the messages: what is newer than it comes once more as an event, and never not at all.
  const group = await accessGroup(prisma(), actor, groupId, "read");
  const sequence = Number(group.sequence);
  if (input.around !== undefined) return { ...(await pageAround(groupId, input.around, limit)), sequence };
  if (input.after !== undefined) {
    const newer = await newerThan(groupId, input.after, limit);
    const hasBefore = await hasOlder(groupId, input.after + 1);
    return { messages: newer.messages, hasBefore, hasAfter: newer.hasMore, sequence };
  }
  const before = input.before ?? END;
  const older = await olderThan(groupId, before, limit);
  const hasAfter =
    input.before !== undefined && (await newerThan(groupId, before - 1, 1)).messages.length > 0;
  return { messages: older.messages, hasBefore: older.hasMore, hasAfter, sequence };
}

async function pageAround(groupId: string, messageId: string, limit: number) {
  const found = await pool().query<{ sequence: number }>(
    "SELECT sequence FROM message WHERE id = $1 AND group_id = $2",
    [messageId, groupId],
  );
  const middle = found.rows[0]?.sequence;
  if (middle === undefined) throw new AppError("NOT_FOUND", "messages.no_such_message");
  const older = await olderThan(groupId, middle, Math.floor(limit / 2));
  const newer = await newerThan(groupId, middle - 1, Math.max(1, Math.ceil(limit / 2)));
  return {
    messages: [...older.messages, ...newer.messages],
    hasBefore: older.hasMore,
    hasAfter: newer.hasMore,
  };
}

async function olderThan(groupId: string, sequence: number, limit: number) {
  const rows = await page("messages_older", olderSql, [groupId, sequence, limit + 1]);
  return { messages: rows.slice(0, limit).toReversed(), hasMore: rows.length > limit };
}

async function newerThan(groupId: string, sequence: number, limit: number) {
  const rows = await page("messages_newer", newerSql, [groupId, sequence, limit + 1]);
  return { messages: rows.slice(0, limit), hasMore: rows.length > limit };
}

async function hasOlder(groupId: string, sequence: number): Promise<boolean> {
  return (await olderThan(groupId, sequence, 1)).messages.length > 0;
}

async function page(name: string, text: string, values: unknown[]): Promise<MessageView[]> {
  const { rows } = await pool().query<Row>({ name, text, values });
  return rows.map(({ changes, createdAt, ...said }) => ({
    ...said,
    createdAt: createdAt.toISOString(),
    ...changesOf(changes),
  }));
}
