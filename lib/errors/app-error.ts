/** Why a use case refused. Every transport maps this closed set to its own protocol. */
export type ErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "CONFLICT"
  | "INVALID_INPUT"
  | "RATE_LIMITED"
  | "UPSTREAM_FAILED"
  | "UNAVAILABLE";

type AppErrorOptions = {
  /** When to try again, for RATE_LIMITED and UNAVAILABLE. */
  retryAfterSeconds?: number;
  /** What the translated text of the reason names, such as a missing scope. Never a secret, never message text. */
  details?: Record<string, string | number>;
  cause?: unknown;
};

/** A refusal the caller is meant to see. Anything else that is thrown is a bug. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  /** Stable machine-readable detail, `<module>.<what>`; translated by lib/i18n (`errors.<reason>`). */
  readonly reason: string;
  readonly retryAfterSeconds: number | undefined;
  readonly details: Record<string, string | number>;

  constructor(code: ErrorCode, reason: string, options: AppErrorOptions = {}) {
    super(`${code} ${reason}`, { cause: options.cause });
    this.code = code;
    this.reason = reason;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.details = options.details ?? {};
  }
}

/** Whether `thrown` is an AppError, also when it comes from the other module graph (server.ts and Next each load their own copy). */
export function isAppError(thrown: unknown): thrown is AppError {
  return thrown instanceof Error && thrown.name === "AppError" && "code" in thrown && "reason" in thrown;
}
