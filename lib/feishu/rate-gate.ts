/** Calls a second of one API of one app: below Feishu's 50, so that a neighbouring process has room too. */
const PER_SECOND = 40;
const SPACING = 1_000 / PER_SECOND;
/** As many may go at once before they are spaced. */
const BURST = 10;

/**
 * The pace of one app's calls (docs/feishu.md, "Limits"): of each API at most 40 a second, and none while Feishu has asked to
 * wait. Feishu counts per API, app and organization; the other processes of the product are unknown here, and Feishu's
 * own answer corrects that.
 */
export class RateGate {
  readonly #now: () => number;
  /** When the next call would be on time if all were spaced evenly. */
  readonly #nextAt = new Map<string, number>();
  readonly #pausedUntil = new Map<string, number>();

  /** `now` in milliseconds of a clock that only rises. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Takes the next place in the row of this API, unless it is further away than `patience` milliseconds.
   *
   * @returns how many milliseconds to wait for it, and whether it was taken.
   */
  take(api: string, patience: number): { wait: number; taken: boolean } {
    const now = this.#now();
    const nextAt = Math.max(this.#nextAt.get(api) ?? 0, now);
    const spaced = nextAt - (BURST - 1) * SPACING - now;
    const wait = Math.max(0, spaced, (this.#pausedUntil.get(api) ?? 0) - now);
    if (wait > patience) return { wait, taken: false };
    this.#nextAt.set(api, nextAt + SPACING);
    return { wait, taken: true };
  }

  /** Feishu asks that this API be left alone for so long. */
  pause(api: string, milliseconds: number): void {
    const until = this.#now() + milliseconds;
    this.#pausedUntil.set(api, Math.max(until, this.#pausedUntil.get(api) ?? 0));
  }
}
