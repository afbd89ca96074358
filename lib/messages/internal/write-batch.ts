import { sqlState } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/logger";
import { metrics } from "@/lib/log/metrics";
import type { MessageView } from "@/lib/messages/contract";
import { postBatch, type Posted } from "@/lib/messages/internal/post-batch";
import type { NewMessage } from "@/lib/messages/posting";
import type { PostedStretch } from "@/lib/messages/posted-stretch";

/** A message and who waits for it. */
export type Pending = {
  message: NewMessage;
  resolve: (posted: Posted) => void;
  reject: (reason: unknown) => void;
};

/** How a lane writes: whether it waits for locked groups, whom it tells, and what becomes of messages for a locked one. */
export type Lane = {
  wait: boolean;
  onPosted: (stretches: PostedStretch[]) => void;
  onBusy: (pending: Pending) => void;
};

const MAX_ATTEMPTS = 3;
const LOCK_TIMEOUT = "55P03";
const retryable = new Set(["40001", "40P01"]);
/** Data the database cannot store (classes 22 and 23): the fault of one message, never of its neighbours. */
const isDataFault = (state: string | undefined): boolean => /^2[23]/.test(state ?? "");
/** The database was stopped or the connection cut from its side (classes 08 and 57): told where it is healed. */
const isInterruption = (state: string | undefined): boolean => /^(08|57)/.test(state ?? "");

/** Writes a batch and tells its listeners, then its senders. One that fails on data is split until the bad message is alone. */
export async function writeBatch(batch: Pending[], lane: Lane, attempt = 1): Promise<void> {
  let posted: Posted[];
  try {
    posted = await postBatch(
      batch.map(({ message }) => message),
      lane,
    );
  } catch (thrown) {
    return afterFailure(batch, lane, { attempt, thrown });
  }
  metrics.batchWritten(batch.length);
  const stretches = stretchesOf(batch, posted);
  if (stretches.length > 0) lane.onPosted(stretches);
  // In the order of the batch: who has to wait keeps the place they had.
  for (const [index, pending] of batch.entries()) {
    const one = posted[index];
    if (one === undefined) continue;
    if (one.outcome === "busy") lane.onBusy(pending);
    else pending.resolve(one);
  }
}

type Failure = { attempt: number; thrown: unknown };

async function afterFailure(batch: Pending[], lane: Lane, { attempt, thrown }: Failure): Promise<void> {
  const state = sqlState(thrown);
  if (state !== undefined && retryable.has(state) && attempt < MAX_ATTEMPTS)
    return writeBatch(batch, lane, attempt + 1);
  if (isDataFault(state) && batch.length > 1) {
    const half = Math.ceil(batch.length / 2);
    await writeBatch(batch.slice(0, half), lane);
    return writeBatch(batch.slice(half), lane);
  }
  if (state === LOCK_TIMEOUT && !lane.wait) return batch.forEach((pending) => lane.onBusy(pending));
  const refusal = refusalFor(state, thrown);
  if (isInterruption(state)) log.warn("messages.batch_interrupted", { state, size: batch.length });
  else if (refusal.reason === "messages.not_stored")
    log.error("messages.batch_failed", thrown, { size: batch.length });
  for (const pending of batch) pending.reject(refusal);
}

/** A refusal after which sending again with the same client id is safe. */
export function unavailable(reason: string, cause?: unknown): AppError {
  return new AppError("UNAVAILABLE", reason, { retryAfterSeconds: 1, cause });
}

function refusalFor(state: string | undefined, thrown: unknown): AppError {
  if (isDataFault(state)) return new AppError("INVALID_INPUT", "messages.not_text", { cause: thrown });
  // Whether it was committed is unknown when the connection broke: the same client id sent again gets the answer.
  return unavailable(state === LOCK_TIMEOUT ? "messages.group_busy" : "messages.not_stored", thrown);
}

function stretchesOf(batch: Pending[], posted: Posted[]): PostedStretch[] {
  const byGroup = new Map<string, MessageView[]>();
  const quoting = new Set<string>();
  for (const [index, { message }] of batch.entries()) {
    const one = posted[index];
    if (one?.outcome !== "posted") continue;
    const { id, sequence, createdAt } = one;
    const { groupId, senderId, clientId, body, replyToId } = message;
    const views = byGroup.get(groupId) ?? [];
    const written = { id, groupId, sequence, senderId, clientId, body, createdAt };
    views.push({ ...written, notice: null, attachments: [] });
    byGroup.set(groupId, views);
    if (replyToId !== undefined) quoting.add(groupId);
  }
  return [...byGroup].map(([groupId, messages]) => {
    messages.sort((a, b) => a.sequence - b.sequence);
    const from = messages[0]?.sequence ?? 0;
    const to = from + messages.length - 1;
    return { groupId, from, to, messages: quoting.has(groupId) ? null : messages };
  });
}
