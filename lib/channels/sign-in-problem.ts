import type { SignInProblem } from "@/lib/channels/contract";
import { isAppError } from "@/lib/errors/app-error";
import { type SignInFailure, signInFailure } from "@/lib/feishu/oauth";

const problemOfReason = new Map<string, SignInProblem>([
  ["channels.unknown_channel", "unknown_channel"],
  ["channels.other_tenant", "other_tenant"],
]);

const problemOfFailure: Record<SignInFailure, SignInProblem> = {
  expired_code: "code_expired",
  outside_availability: "not_available",
  credentials_broken: "channel_broken",
  app_disabled: "channel_broken",
  user_gone: "user_inactive",
  try_again: "feishu_down",
  unexpected: "failed",
};

/** What to tell a person whose sign-in threw this. */
export function signInProblemOf(thrown: unknown): SignInProblem {
  if (isAppError(thrown)) return problemOfReason.get(thrown.reason) ?? "failed";
  return problemOfFailure[signInFailure(thrown)];
}
