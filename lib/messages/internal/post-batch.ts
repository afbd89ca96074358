import { currentTime } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { messagePool } from "@/lib/db/pool";
import type { Tx } from "@/lib/db/prisma";
import { processOrigin } from "@/lib/events/group-log";

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

/** What became of one message of a batch, by its place in it. */
export type Posted = {
  ordinal: number;
  outcome:
    | "posted"
    | "replayed"
    | "no_such_group"
    | "busy"
    | "archived"
    | "no_such_original"
    | "everyone_not_allowed";
  id: string;
  sequence: number;
  createdAt: string;
};

type Answer = {
  outcomes: Posted["outcome"][] | null;
  sequences: (number | string | null)[] | null;
  original_ids: (string | null)[] | null;
  original_times: (Date | null)[] | null;
};

const nothing: Answer = { outcomes: null, sequences: null, original_ids: null, original_times: null };

/** Who posts, when, and whether they wait for a group that somebody else has locked. */
type Posting = { origin: string; now: Date; wait: boolean };

/** The call of the database function for a batch; its answer is one row, an array per column. */
export function postingOf(
  batch: readonly NewMessage[],
  { origin, now, wait }: Posting,
): { text: string; values: unknown[] } {
  const columns = [
    arrayOf(batch, ({ id }) => id),
    arrayOf(batch, ({ groupId }) => groupId),
    arrayOf(batch, ({ senderId }) => senderId),
    arrayOf(batch, ({ senderChannelId }) => senderChannelId),
    arrayOf(batch, ({ clientId }) => clientId),
    batch.map(({ body }) => body),
    arrayOf(batch, ({ replyToId }) => replyToId),
    arrayOf(batch, ({ mentionsAll }) => mentionsAll),
    batch.flatMap(({ mentions }, index) => mentions.map(() => index + 1)),
    batch.flatMap(({ mentions }) => mentions),
  ];
  const cardDueAt = new Date(now.getTime() + durations.cardGrace);
  const mailDueAt = new Date(now.getTime() + durations.staffMail);
  return { text: postSql, values: [...columns, origin, now, cardDueAt, mailDueAt, wait] };
}

type Plain = string | boolean | null | undefined;

/** An array as PostgreSQL writes it, of what needs no quotes; the driver looks at each element for what has to be escaped. */
function arrayOf(batch: readonly NewMessage[], value: (message: NewMessage) => Plain): string {
  return `{${batch.map((message) => value(message) ?? "NULL").join(",")}}`;
}

const postSql = `SELECT * FROM post_messages($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
  $7::uuid[], $8::boolean[], $9::int[], $10::uuid[], $11, $12, $13, $14, $15)`;

/**
 * Hands a batch to the database function in one round trip; all of it commits or none. A group that somebody else has
 * locked is answered `busy`, or waited for with `wait`: then the wait ends in SQLSTATE 55P03.
 */
export async function postBatch(
  batch: readonly NewMessage[],
  { wait }: { wait: boolean },
): Promise<Posted[]> {
  const now = currentTime();
  // Named: parsed and planned once per connection.
  const posting = { name: "post_messages", ...postingOf(batch, { origin: processOrigin(), now, wait }) };
  const { rows } = await messagePool().query<Answer>(posting);
  return postedIn(rows, batch, now);
}

/** Posts one message in the caller's transaction, which takes the group's log and waits for it like everybody else. */
export async function postInTransaction(tx: Tx, message: NewMessage): Promise<Posted> {
  const now = currentTime();
  const { text, values } = postingOf([message], { origin: processOrigin(), now, wait: true });
  const [posted] = postedIn(await tx.$queryRawUnsafe<Answer[]>(text, ...values), [message], now);
  if (posted === undefined) throw new Error("post_messages answered nothing.");
  return posted;
}

function postedIn([answer]: readonly Answer[], batch: readonly NewMessage[], now: Date): Posted[] {
  const { sequences, original_ids: originalIds, original_times: originalTimes } = answer ?? nothing;
  // Of an empty batch there is nothing to gather.
  const outcomes = answer?.outcomes ?? [];
  if (outcomes.length !== batch.length) throw new Error("post_messages did not answer for every message.");
  const createdAt = now.toISOString();
  return outcomes.map((outcome, ordinal) => ({
    ordinal,
    outcome,
    id: originalIds?.[ordinal] ?? batch[ordinal]?.id ?? "",
    sequence: Number(sequences?.[ordinal]),
    createdAt: originalTimes?.[ordinal]?.toISOString() ?? createdAt,
  }));
}
