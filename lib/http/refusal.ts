import { randomUUID } from "node:crypto";
import { ZodError } from "zod";
import { AppError, isAppError } from "@/lib/errors/app-error";
import type { Refusal } from "@/lib/errors/result";
import { log } from "@/lib/log/logger";
import { currentRequestId } from "@/lib/log/request-context";

const reasonForm = /^[a-z]+\.[a-z_]+$/;

/** The refusal an input deserves: the reason a schema names as its message, else the general one; `field` says where. */
function invalidInput(thrown: ZodError): AppError {
  const issue = thrown.issues[0];
  const reason = issue && reasonForm.test(issue.message) ? issue.message : "common.invalid_input";
  return new AppError("INVALID_INPUT", reason, { details: { field: issue?.path.join(".") ?? "" } });
}

/** The refusal in something thrown (an input the schema refuses is one), or null for a bug. */
export function appErrorOf(thrown: unknown): AppError | null {
  if (isAppError(thrown)) return thrown;
  return thrown instanceof ZodError ? invalidInput(thrown) : null;
}

/**
 * What leaves the server for something thrown. An AppError tells its code and reason; an input the schema refuses is
 * INVALID_INPUT; anything else is a bug, logged whole here and told as `common.internal` with the request id.
 */
export function toRefusal(thrown: unknown): Refusal {
  const requestId = currentRequestId() ?? randomUUID();
  const error = appErrorOf(thrown);
  if (error === null) {
    log.error("request.failed", thrown, { requestId });
    return { code: "INTERNAL", reason: "common.internal", details: {}, requestId };
  }
  log.info("request.refused", { code: error.code, reason: error.reason });
  const { code, reason, details, retryAfterSeconds } = error;
  return {
    code,
    reason,
    details,
    requestId,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
