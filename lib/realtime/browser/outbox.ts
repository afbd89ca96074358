import { v4 } from "uuid";
import type { AttachmentView } from "@/lib/messages/contract";
import type { OutgoingMessage } from "@/lib/realtime/browser/group-state";
import type { OutboxEntry } from "@/lib/realtime/browser/outbox-entries";
import type { OutboxStore } from "@/lib/realtime/browser/outbox-store";

/** What became of one attempt: in the log at this number, refused for good, to be tried again, or not tried at all. */
export type SendOutcome =
  | { kind: "sent"; sequence: number }
  | { kind: "refused"; reason: string; requestId: string }
  | { kind: "later"; afterSeconds?: number }
  | { kind: "offline" };

type OutboxOptions = {
  store: OutboxStore;
  send: (entry: OutboxEntry) => Promise<SendOutcome>;
  /** Called when what waits for a group has changed. */
  onChange: (groupId: string) => void;
  /** Called when the log is known to hold a message of ours. */
  onSent: (groupId: string, sequence: number) => void;
};

const FIRST_RETRY = 500;
const LAST_RETRY = 10_000;

/**
 * Messages on their way. They are stored before they are sent and sent one at a time per group, always with the id they
 * got when they were written, so that none is lost, doubled or reordered, whatever happens to the page or the connection.
 * One that is refused for good holds back those behind it until its author decides.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  /** What this page shows as on its way, by group, in order. */
  readonly #shown = new Map<string, readonly OutboxEntry[]>();
  /** Acknowledged, but not yet seen in the log: shown until then, so that nothing flickers. */
  readonly #acknowledged = new Map<string, number>();
  /** In the log, and being removed from the store. */
  readonly #done = new Set<string>();
  /** Shown, but not stored yet. */
  readonly #unsaved = new Set<string>();
  readonly #draining = new Set<string>();
  readonly #attempts = new Map<string, number>();
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #lastPosition = 0;
  #isOnline = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Shows what an earlier page left behind. */
  async load(): Promise<void> {
    const entries = await this.#options.store.list();
    for (const groupId of new Set(entries.map((entry) => entry.groupId))) this.#show(groupId, entries);
  }

  /** What stands behind the log of a group. */
  outgoing(groupId: string): readonly OutgoingMessage[] {
    return this.#shown.get(groupId) ?? [];
  }

  async add(
    groupId: string,
    body: string,
    attachments: readonly AttachmentView[] = [],
    replyToId?: string,
  ): Promise<void> {
    const entry: OutboxEntry = {
      groupId,
      clientId: v4(),
      body,
      ...(attachments.length > 0 && { attachments }),
      ...(replyToId !== undefined && { replyToId }),
      createdAt: new Date().toISOString(),
      state: "sending",
      position: this.#nextPosition(),
    };
    this.#unsaved.add(entry.clientId);
    this.#replace(groupId, [...(this.#shown.get(groupId) ?? []), entry]);
    await this.#options.store.put(entry);
    this.#unsaved.delete(entry.clientId);
    this.#drain(groupId);
  }

  /** Tries a refused message again, as the same message. */
  async retry(groupId: string, clientId: string): Promise<void> {
    const entry = this.#shown.get(groupId)?.find((one) => one.clientId === clientId);
    if (entry === undefined || entry.state !== "failed") return;
    const { reason: _reason, requestId: _requestId, ...rest } = entry;
    await this.#options.store.put({ ...rest, state: "sending" });
    this.#show(groupId, await this.#options.store.list());
    this.#drain(groupId);
  }

  /** Gives a refused message up. One that may be in the log already cannot be taken back. */
  async discard(groupId: string, clientId: string): Promise<void> {
    const entry = this.#shown.get(groupId)?.find((one) => one.clientId === clientId);
    if (entry?.state !== "failed") return;
    await this.#options.store.remove(clientId);
    this.#show(groupId, await this.#options.store.list());
    this.#drain(groupId);
  }

  /** The connection is there: everything that waits goes out. */
  goOnline(): void {
    this.#isOnline = true;
    this.#attempts.clear();
    for (const groupId of this.#shown.keys()) this.#drain(groupId);
  }

  /** The connection is gone; what waits is kept. */
  goOffline(): void {
    this.#isOnline = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = new Set();
  }

  /** Stops showing what the log shows now: these messages of mine, and everything acknowledged up to this number. */
  arrived(groupId: string, clientIds: ReadonlySet<string>, sequence: number): void {
    const shown = this.#shown.get(groupId);
    if (shown === undefined) return;
    const left = shown.filter(({ clientId }) => {
      const acknowledged = this.#acknowledged.get(clientId);
      if (clientIds.has(clientId)) void this.#remove(clientId);
      else if (acknowledged === undefined || acknowledged > sequence) return true;
      this.#acknowledged.delete(clientId);
      return false;
    });
    if (left.length !== shown.length) this.#replace(groupId, left);
  }

  /** What is in the log needs no acknowledgement any more. */
  async #remove(clientId: string): Promise<void> {
    this.#done.add(clientId);
    await this.#options.store.remove(clientId);
    this.#done.delete(clientId);
  }

  #nextPosition(): number {
    this.#lastPosition = Math.max(this.#lastPosition + 1, Date.now());
    return this.#lastPosition;
  }

  #show(groupId: string, entries: readonly OutboxEntry[]): void {
    const stored = entries.filter((entry) => entry.groupId === groupId && !this.#done.has(entry.clientId));
    const storedIds = new Set(stored.map(({ clientId }) => clientId));
    const others = (this.#shown.get(groupId) ?? []).filter(({ clientId }) => !storedIds.has(clientId));
    for (const { position } of stored) this.#lastPosition = Math.max(this.#lastPosition, position);
    this.#replace(groupId, [
      ...others.filter(({ clientId }) => this.#acknowledged.has(clientId)),
      ...stored,
      ...others.filter(({ clientId }) => this.#unsaved.has(clientId)),
    ]);
  }

  #replace(groupId: string, entries: readonly OutboxEntry[]): void {
    this.#shown.set(groupId, entries);
    this.#options.onChange(groupId);
  }

  #drain(groupId: string): void {
    if (!this.#isOnline || this.#draining.has(groupId)) return;
    this.#draining.add(groupId);
    void this.#options.store
      .exclusively(groupId, () => this.#sendAll(groupId))
      .finally(() => {
        this.#draining.delete(groupId);
        // What was stored between the last look and now.
        if (this.#hasMore(groupId) && !this.#attempts.has(groupId)) this.#drain(groupId);
      });
  }

  #hasMore(groupId: string): boolean {
    const first = this.#shown.get(groupId)?.find(({ clientId }) => !this.#isSettling(clientId));
    return first?.state === "sending";
  }

  /** Nothing is to be sent for it now: it is acknowledged, or not stored yet. */
  #isSettling(clientId: string): boolean {
    return this.#acknowledged.has(clientId) || this.#unsaved.has(clientId);
  }

  async #sendAll(groupId: string): Promise<void> {
    while (this.#isOnline) {
      // Asked again each time: another tab may have sent, added or given up messages meanwhile.
      const entries = await this.#options.store.list();
      this.#show(groupId, entries);
      const next = entries.find(
        (entry) =>
          entry.groupId === groupId &&
          !this.#done.has(entry.clientId) &&
          !this.#acknowledged.has(entry.clientId),
      );
      if (next === undefined || next.state === "failed") return;
      const outcome = await this.#options.send(next);
      if (!(await this.#settle(next, outcome))) return;
    }
  }

  /** Records an outcome; whether the next message may go. */
  async #settle(entry: OutboxEntry, outcome: SendOutcome): Promise<boolean> {
    const { groupId, clientId } = entry;
    switch (outcome.kind) {
      case "sent":
        this.#attempts.delete(groupId);
        if (this.#shown.get(groupId)?.some((one) => one.clientId === clientId))
          this.#acknowledged.set(clientId, outcome.sequence);
        await this.#options.store.remove(clientId);
        this.#options.onSent(groupId, outcome.sequence);
        return true;
      case "refused":
        await this.#options.store.put({
          ...entry,
          state: "failed",
          reason: outcome.reason,
          requestId: outcome.requestId,
        });
        this.#show(groupId, await this.#options.store.list());
        return false;
      case "later":
        this.#tryLater(groupId, outcome.afterSeconds ?? 0);
        return false;
      case "offline":
        this.goOffline();
        return false;
      default:
        return outcome satisfies never;
    }
  }

  #tryLater(groupId: string, afterSeconds: number): void {
    const attempt = (this.#attempts.get(groupId) ?? 0) + 1;
    this.#attempts.set(groupId, attempt);
    const backOff = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.#drain(groupId);
      },
      Math.max(afterSeconds * 1_000, backOff),
    );
    this.#timers.add(timer);
  }
}
