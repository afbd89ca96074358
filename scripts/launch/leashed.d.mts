import type { Readable } from "node:stream";

export function startLeashed(
  command: string,
  args: string[],
  options?: { stdio?: "inherit" | "pipe" | number; graceMs?: number; env?: NodeJS.ProcessEnv; cwd?: string },
): {
  stdout: Readable;
  stderr: Readable;
  exited: Promise<number>;
  hasExited(): boolean;
  stop(): Promise<number>;
  force(): Promise<number>;
};
