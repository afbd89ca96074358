/** A running PostgreSQL that stays at least until `stop()`. */
export interface RunningPostgres {
  url: string;
  /** Whether this call started it; otherwise it was running already. */
  started: boolean;
  /** Its data directory. */
  data: string;
  /** Resolves when it is gone for this process: stopped, crashed or released. */
  ended: Promise<void>;
  serverPid(): Promise<number | undefined>;
  /** Lets it go; waits for its end if nobody else uses it. */
  stop(): Promise<void>;
  /** Ends it as a power cut would: nothing is flushed, the next start recovers from its log. */
  kill(): Promise<void>;
}

export function startPostgres(options: { home: string; durable?: boolean }): Promise<RunningPostgres>;
