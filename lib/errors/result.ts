import type { ErrorCode } from "@/lib/errors/app-error";

/** A refusal as it leaves the server: no stack, no cause. */
export type Refusal = {
  code: ErrorCode | "INTERNAL";
  reason: string;
  details: Record<string, string | number>;
  retryAfterSeconds?: number;
  /** Names the request in the logs, so that a person can quote it. */
  requestId: string;
};

/** What a server action or a socket acknowledgement answers. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Refusal };
