let offset = 0;

/** The one clock of the product. Rules take the time as a parameter; transports and jobs read it here. */
export function currentTime(): Date {
  return new Date(Date.now() + offset);
}

/** The parameter by which commands are told the time. */
export type At = { now: Date };

/** Moves the clock of this process; tests only. Returns how to put it back. */
export function moveClock(milliseconds: number): () => void {
  offset += milliseconds;
  return () => {
    offset -= milliseconds;
  };
}
