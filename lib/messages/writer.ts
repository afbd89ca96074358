import { onePerProcess } from "@/lib/config/one-per-process";
import { newId } from "@/lib/db/new-id";
import { postBatch, type Posted } from "@/lib/messages/internal/post-batch";
import type { NewMessage } from "@/lib/messages/posting";
import type { PostedStretch } from "@/lib/messages/posted-stretch";
import { WaitingLane } from "@/lib/messages/internal/waiting-lane";
import { type Lane, type Pending, unavailable, writeBatch } from "@/lib/messages/internal/write-batch";

const BATCH_LIMIT = 256;
const QUEUE_LIMIT = 4_096;

/**
 * The one way of a message into a log: gathers what arrives while the previous batch is in flight and hands it over in one
 * round trip; an idle system writes at once (design.md §7). Groups that somebody else has locked go to a second lane.
 */
export class MessageWriter {
  readonly #queue: Pending[] = [];
  readonly #inFlight = new Set<Promise<void>>();
  readonly #listeners = new Set<Lane["onPosted"]>();
  readonly #firstLane: Lane = {
    wait: false,
    onPosted: (stretches) => this.#tell(stretches),
    onBusy: (pending) => this.#secondLane.add(pending),
  };
  readonly #secondLane = new WaitingLane(this.#firstLane.onPosted, (work) => this.#track(work));
  #pending = 0;
  #isWriting = false;
  #isStopped = false;

  /**
   * Posts a message; resolves after its commit with what became of it.
   *
   * @throws AppError UNAVAILABLE `messages.too_busy`, `messages.stopping`, `messages.group_busy`, `messages.not_stored`: the
   *   sender may safely send again with the same client id; INVALID_INPUT `messages.not_text` if the database refuses it.
   */
  async post(message: NewMessage): Promise<Posted> {
    if (this.#isStopped) throw unavailable("messages.stopping");
    if (this.#pending >= QUEUE_LIMIT) throw unavailable("messages.too_busy");
    this.#pending += 1;
    try {
      return await new Promise<Posted>((resolve, reject) => {
        this.#queue.push({ message, resolve, reject });
        if (!this.#isWriting) void this.#writeQueue();
      });
    } finally {
      this.#pending -= 1;
    }
  }

  /** Plans the function and opens a connection, so that the first message after a start is no slower than the next. */
  async warmUp(): Promise<void> {
    const nobody = {
      id: newId(),
      groupId: newId(),
      senderId: newId(),
      senderChannelId: null,
      clientId: newId(),
    };
    // Mentions are planned only when somebody is mentioned; in no group, nobody is.
    await postBatch([{ ...nobody, body: "", mentions: [], mentionsAll: true }], { wait: false });
  }

  /** Calls `listener` after each commit with what was written, before its senders are told. Returns how to stop. */
  onPosted(listener: (stretches: PostedStretch[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the batches in flight now have been told to listeners and senders. */
  async settled(): Promise<void> {
    await Promise.all(this.#inFlight);
  }

  /** Refuses new messages and resolves when all accepted ones are committed or refused: a part of every stop. */
  async drain(): Promise<void> {
    this.#isStopped = true;
    while (this.#pending > 0) {
      await this.settled();
      await new Promise(setImmediate);
    }
  }

  async #writeQueue(): Promise<void> {
    this.#isWriting = true;
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, BATCH_LIMIT).filter((pending) => this.#isFirstLane(pending));
      if (batch.length > 0) await this.#track(writeBatch(batch, this.#firstLane));
      // What arrived meanwhile may still be in the sockets: the fuller a batch, the cheaper its messages.
      await new Promise(setImmediate);
    }
    this.#isWriting = false;
  }

  /** What comes for a group that others wait for already is lined up behind them and overtakes nobody. */
  #isFirstLane(pending: Pending): boolean {
    if (!this.#secondLane.has(pending.message.groupId)) return true;
    this.#secondLane.add(pending);
    return false;
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#inFlight.add(work);
    await work;
    this.#inFlight.delete(work);
  }

  #tell(stretches: PostedStretch[]): void {
    for (const listener of this.#listeners) listener(stretches);
  }
}

/** The writer of this process. */
export function messageWriter(): MessageWriter {
  return onePerProcess("message-writer", () => new MessageWriter());
}
