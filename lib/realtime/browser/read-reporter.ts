const COALESCING = 250;

/** Tells the server how far I have read: at most every 250 ms, always the furthest, again after an interruption. */
export class ReadReporter {
  readonly #report: (groupId: string, sequence: number) => Promise<boolean>;
  readonly #waiting = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `report` answers whether the server has it. */
  constructor(report: (groupId: string, sequence: number) => Promise<boolean>) {
    this.#report = report;
  }

  add(groupId: string, sequence: number): void {
    this.#waiting.set(groupId, Math.max(sequence, this.#waiting.get(groupId) ?? 0));
    this.flushSoon();
  }

  flushSoon(): void {
    if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => void this.#flush(), COALESCING);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const positions = [...this.#waiting];
    await Promise.all(
      positions.map(async ([groupId, sequence]) => {
        const isKnown = await this.#report(groupId, sequence);
        if (isKnown && this.#waiting.get(groupId) === sequence) this.#waiting.delete(groupId);
      }),
    );
  }
}
