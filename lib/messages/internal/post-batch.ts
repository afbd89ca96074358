import { currentTime } from "@/lib/config/clock";
import { messagePool } from "@/lib/db/pool";
import type { Tx } from "@/lib/db/prisma";
import { processOrigin } from "@/lib/events/group-log";
import { type NewMessage, postingOf } from "@/lib/messages/posting";

/** What became of one message of a batch. */
export type Posted = {
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

/** Null is what no message of the batch has. */
type Answer = {
  outcomes: Posted["outcome"][] | null;
  sequences: (number | string | null)[] | null;
  original_ids: (string | null)[] | null;
  original_times: (Date | null)[] | null;
};

/**
 * Hands a batch to the database function in one round trip; all of it commits or none. A group that somebody else has
 * locked is answered `busy`, or waited for with `wait`: then the wait ends in SQLSTATE 55P03. Answers in the batch's order.
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
  const [outcomes, sequences, originalIds, originalTimes] = [
    answer?.outcomes ?? [],
    answer?.sequences ?? [],
    answer?.original_ids ?? [],
    answer?.original_times ?? [],
  ];
  return batch.map((message, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new Error("post_messages did not answer for every message.");
    return {
      outcome,
      id: originalIds[index] ?? message.id,
      sequence: Number(sequences[index]),
      createdAt: (originalTimes[index] ?? now).toISOString(),
    };
  });
}
