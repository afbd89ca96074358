import type { Refusal } from "@/lib/errors/result";
import { toRefusal } from "@/lib/http/refusal";

const statusOf: Record<Refusal["code"], number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID_INPUT: 400,
  RATE_LIMITED: 429,
  UPSTREAM_FAILED: 502,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** The HTTP answer for something thrown: its status and `{ error: Refusal }`, never a stack. */
export function errorResponse(thrown: unknown): Response {
  const error = toRefusal(thrown);
  const headers = new Headers({ "cache-control": "no-store", "x-request-id": error.requestId });
  if (error.retryAfterSeconds !== undefined) headers.set("retry-after", String(error.retryAfterSeconds));
  return Response.json({ error }, { status: statusOf[error.code], headers });
}
