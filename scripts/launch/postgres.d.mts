/** A running PostgreSQL; what each part does stands in postgres.mjs. */
export interface RunningPostgres {
  url: string;
  owned: boolean;
  serverPid(): Promise<number | undefined>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export function startPostgres(options: { home: string; durable?: boolean }): Promise<RunningPostgres>;
