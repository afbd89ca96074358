import { type Lane, type Pending, unavailable, writeBatch } from "@/lib/messages/internal/write-batch";

/** Groups waited for at once: one connection less than the message path has. */
const WAITERS = 3;
/** So much may wait for one group; a group stuck for long must not take the whole queue. */
const WAITING_LIMIT = 512;
const BATCH_LIMIT = 256;

/**
 * The second lane of the writer: messages for groups that somebody else has locked. Each group is waited for on its own,
 * so that a stuck one keeps nobody else.
 */
export class WaitingLane {
  readonly #groups = new Map<string, Pending[]>();
  /** Groups a waiter is busy with: two batches of one group at once would only wait for each other. */
  readonly #taken = new Set<string>();
  readonly #onPosted: Lane["onPosted"];
  readonly #track: (work: Promise<void>) => Promise<void>;
  #waiters = 0;

  constructor(onPosted: Lane["onPosted"], track: (work: Promise<void>) => Promise<void>) {
    this.#onPosted = onPosted;
    this.#track = track;
  }

  /** Whether something waits for this group, or is being written for it here. */
  has(groupId: string): boolean {
    return this.#groups.has(groupId);
  }

  add(pending: Pending): void {
    const { groupId } = pending.message;
    const waiting = this.#groups.get(groupId);
    if (waiting === undefined) this.#groups.set(groupId, [pending]);
    else if (waiting.length >= WAITING_LIMIT) pending.reject(unavailable("messages.group_busy"));
    else waiting.push(pending);
    if (this.#waiters < WAITERS) void this.#wait();
  }

  /** One waiter: takes the groups in turn, a batch each, until none is left. */
  async #wait(): Promise<void> {
    this.#waiters += 1;
    const lane: Lane = { wait: true, onPosted: this.#onPosted, onBusy: (pending) => this.add(pending) };
    for (let groupId = this.#next(); groupId !== undefined; groupId = this.#next()) {
      this.#taken.add(groupId);
      const batch = this.#groups.get(groupId)?.splice(0, BATCH_LIMIT) ?? [];
      await this.#track(writeBatch(batch, lane));
      this.#taken.delete(groupId);
      if (this.#groups.get(groupId)?.length === 0) this.#groups.delete(groupId);
    }
    this.#waiters -= 1;
  }

  #next(): string | undefined {
    for (const groupId of this.#groups.keys()) if (!this.#taken.has(groupId)) return groupId;
    return undefined;
  }
}
