import { ReadFailure } from "@/lib/errors/browser/read-view";
import type { KeptPress, PressStore } from "@/lib/tickets/browser/press-store";
import type { ReminderReading } from "@/lib/tickets/browser/reminder-queries";

/** How a press stands; `isLate` once it has had to wait for a connection. */
export type PressState = { press: KeptPress; isLate: boolean } & (
  | { step: "sending" }
  | { step: "waiting" }
  | { step: "answered"; reading: ReminderReading }
  | { step: "refused"; reason: string }
);

type PressesOptions = {
  store: PressStore;
  send: (press: KeptPress) => Promise<ReminderReading>;
  /** Called when the server has answered a press, whatever it said; `reading` unless it refused. */
  onSettled: (ticketId: string, reading: ReminderReading | null) => void;
};

const FIRST_RETRY = 1_000;
const LAST_RETRY = 15_000;

/** What may pass: the press waits and is sent again. */
const passing: ReadonlySet<string> = new Set(["RATE_LIMITED", "UNAVAILABLE", "UPSTREAM_FAILED"]);

/**
 * The presses on Reminder of one person. Each is stored before it is sent and until it is answered, so that neither a broken
 * connection nor a reload loses it; it says when it was made, and the server sends it only if it is still true (edge-cases
 * §5.8). What became of it is kept until somebody was told.
 */
export class ReminderPresses {
  readonly #options: PressesOptions;
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #attempts = new Map<string, number>();
  readonly #attempting = new Set<string>();
  #states: readonly PressState[] = [];

  constructor(options: PressesOptions) {
    this.#options = options;
  }

  /** Sends what an earlier page left behind. */
  start(): void {
    for (const press of this.#options.store.list()) {
      if (this.stateOf(press.ticketId) !== undefined) continue;
      this.#become({ step: "waiting", press, isLate: true });
    }
    this.retry();
  }

  /** Sends nothing by itself any more; what waits is kept for the next start. */
  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** The connection may be back: everything that waits is sent. */
  retry(): void {
    this.stop();
    for (const { step, press } of this.#states) if (step === "waiting") void this.#attempt(press);
  }

  /** Presses; nothing if a press of this ticket is on its way. */
  press(press: KeptPress): void {
    const step = this.stateOf(press.ticketId)?.step;
    if (step === "sending" || step === "waiting") return;
    this.#options.store.put(press);
    this.#become({ step: "sending", press, isLate: false });
    void this.#attempt(press);
  }

  /** Whoever pressed was told what became of it. What is on its way stays. */
  forget(ticketId: string): void {
    this.#replace(
      this.#states.filter(
        ({ press, step }) => press.ticketId !== ticketId || step === "sending" || step === "waiting",
      ),
    );
  }

  stateOf(ticketId: string): PressState | undefined {
    return this.#states.find(({ press }) => press.ticketId === ticketId);
  }

  /** All of them; the same object until one has changed. */
  states(): readonly PressState[] {
    return this.#states;
  }

  /** Calls `listener` after every change. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #attempt(press: KeptPress): Promise<void> {
    const { ticketId } = press;
    if (this.#attempting.has(ticketId)) return;
    this.#attempting.add(ticketId);
    const { store } = this.#options;
    await store
      .exclusively(ticketId, async () => {
        if (store.has(ticketId)) await this.#send(press);
        // Another tab has sent it meanwhile, and tells.
        else this.#replace(this.#states.filter((state) => state.press.ticketId !== ticketId));
      })
      .finally(() => this.#attempting.delete(ticketId));
  }

  async #send(press: KeptPress): Promise<void> {
    const { store, send, onSettled } = this.#options;
    const { ticketId } = press;
    try {
      const reading = await send(press);
      this.#attempts.delete(ticketId);
      store.remove(ticketId);
      this.#become({ step: "answered", press, reading, isLate: this.#isLate(ticketId) });
      onSettled(ticketId, reading);
    } catch (thrown) {
      const failure = thrown instanceof ReadFailure ? thrown : new ReadFailure(null, "common.unreachable");
      // Without a session there is nobody to press: it waits until they are back.
      if (failure.code === "UNAUTHENTICATED") return this.#become({ step: "waiting", press, isLate: true });
      if (failure.code === null || passing.has(failure.code)) return this.#wait(press);
      this.#attempts.delete(ticketId);
      store.remove(ticketId);
      const { reason } = failure;
      this.#become({ step: "refused", press, reason, isLate: this.#isLate(ticketId) });
      onSettled(ticketId, null);
    }
  }

  #wait(press: KeptPress): void {
    const { ticketId } = press;
    const attempt = this.#attempts.get(ticketId) ?? 0;
    this.#attempts.set(ticketId, attempt + 1);
    this.#become({ step: "waiting", press, isLate: true });
    const timer = setTimeout(
      () => {
        this.#timers.delete(ticketId);
        void this.#attempt(press);
      },
      Math.min(LAST_RETRY, FIRST_RETRY * 2 ** attempt),
    );
    this.#timers.set(ticketId, timer);
  }

  #isLate(ticketId: string): boolean {
    return this.stateOf(ticketId)?.isLate === true;
  }

  #become(state: PressState): void {
    const others = this.#states.filter(({ press }) => press.ticketId !== state.press.ticketId);
    this.#replace([...others, state]);
  }

  #replace(states: readonly PressState[]): void {
    this.#states = states;
    for (const listener of this.#listeners) listener();
  }
}
