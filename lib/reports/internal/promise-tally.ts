import type { PromiseView } from "@/lib/reports/contract";
import { median, slow } from "@/lib/reports/internal/quantiles";
import type { SlaOutcome } from "@/lib/tickets/sla-outcomes";

/** Counts how one promise was kept. */
export class PromiseTally {
  readonly #counts: Record<SlaOutcome, number> = { kept: 0, missed: 0, open: 0 };
  readonly #seconds: number[] = [];

  /** One more ticket: how its promise ended, and after how many seconds, if it has. */
  add(outcome: SlaOutcome, seconds: number | null): void {
    this.#counts[outcome] += 1;
    if (seconds !== null) this.#seconds.push(seconds);
  }

  /** What was counted. */
  view(): PromiseView {
    return { ...this.#counts, medianSeconds: median(this.#seconds), slowSeconds: slow(this.#seconds) };
  }
}
