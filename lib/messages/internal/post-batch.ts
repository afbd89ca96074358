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

const postSql = "SELECT post_messages($1::jsonb, $2, $3, $4, $5, $6) AS posted";

type Answer = { posted: Posted[] | null };

/**
 * Hands a batch to the database function in one round trip; all of it commits or none. A group that somebody else has
 * locked is answered `busy`, or waited for with `wait`: then the wait ends in SQLSTATE 55P03.
 */
export async function postBatch(
  batch: readonly NewMessage[],
  { wait }: { wait: boolean },
): Promise<Posted[]> {
  const { rows } = await messagePool().query<Answer>({
    // Named: parsed and planned once per connection.
    name: "post_messages",
    text: postSql,
    values: valuesFor(batch, currentTime(), wait),
  });
  return postedIn(rows);
}

/** Posts one message in the caller's transaction, which takes the group's log and waits for it like everybody else. */
export async function postInTransaction(tx: Tx, message: NewMessage): Promise<Posted> {
  const values = valuesFor([message], currentTime(), true);
  const [posted] = postedIn(await tx.$queryRawUnsafe<Answer[]>(postSql, ...values));
  if (posted === undefined) throw new Error("post_messages answered nothing.");
  return posted;
}

function valuesFor(batch: readonly NewMessage[], now: Date, wait: boolean): unknown[] {
  return [
    JSON.stringify(batch.map((message, ordinal) => ({ ordinal, ...message }))),
    processOrigin(),
    now,
    new Date(now.getTime() + durations.cardGrace),
    new Date(now.getTime() + durations.staffMail),
    wait,
  ];
}

function postedIn(rows: readonly Answer[]): Posted[] {
  // In the order of the batch: who is answered, or has to wait, keeps the place they had.
  return (rows[0]?.posted ?? [])
    .map((one) => ({ ...one, createdAt: new Date(one.createdAt).toISOString() }))
    .toSorted((a, b) => a.ordinal - b.ordinal);
}
