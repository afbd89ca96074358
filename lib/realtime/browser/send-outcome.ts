import type { Result } from "@/lib/errors/result";
import type { SentMessageView } from "@/lib/messages/contract";
import type { SendOutcome } from "@/lib/realtime/browser/outbox";

/** Refusals that trying again cannot change. */
export const finalRefusals: ReadonlySet<string> = new Set([
  "FORBIDDEN",
  "NOT_FOUND",
  "INVALID_INPUT",
  "CONFLICT",
]);

/** What an answer, or none, means for a message on its way. */
export function sendOutcome(answer: Result<SentMessageView> | null, isLive: boolean): SendOutcome {
  if (answer === null) return isLive ? { kind: "later" } : { kind: "offline" };
  if (answer.ok) return { kind: "sent", sequence: answer.value.sequence };
  const { code, reason, requestId, retryAfterSeconds } = answer.error;
  if (finalRefusals.has(code)) return { kind: "refused", reason, requestId };
  return { kind: "later", ...(retryAfterSeconds !== undefined && { afterSeconds: retryAfterSeconds }) };
}
