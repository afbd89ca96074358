import { durations } from "@/lib/config/durations";

/** A message on its way to the log. `senderChannelId` is what an employee's session is bound to, null for the service side. */
export type NewMessage = {
  id: string;
  groupId: string;
  senderId: string;
  senderChannelId: string | null;
  clientId: string;
  body: string;
  mentions: readonly string[];
  mentionsAll: boolean;
  /** The message of the same group that it answers. */
  replyToId?: string;
};

/** Who posts, when, and whether they wait for a group that somebody else has locked. */
type Posting = { origin: string; now: Date; wait: boolean };

/** The call of the database function for a batch; its answer is one row, an array per column. */
export function postingOf(
  batch: readonly NewMessage[],
  { origin, now, wait }: Posting,
): { text: string; values: unknown[] } {
  const columns = [
    batch.map(({ id }) => id),
    batch.map(({ groupId }) => groupId),
    batch.map(({ senderId }) => senderId),
    batch.map(({ senderChannelId }) => senderChannelId),
    batch.map(({ clientId }) => clientId),
    batch.map(({ body }) => body),
    batch.map(({ replyToId }) => replyToId ?? null),
    batch.map(({ mentionsAll }) => mentionsAll),
    batch.flatMap(({ mentions }, index) => mentions.map(() => index + 1)),
    batch.flatMap(({ mentions }) => mentions),
  ];
  const cardDueAt = new Date(now.getTime() + durations.cardGrace);
  const mailDueAt = new Date(now.getTime() + durations.staffMail);
  return { text: postSql, values: [...columns, origin, now, cardDueAt, mailDueAt, wait] };
}

const postSql = `SELECT * FROM post_messages($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
  $7::uuid[], $8::boolean[], $9::int[], $10::uuid[], $11, $12, $13, $14, $15)`;
