import type { SignInProblem } from "@/lib/channels/contract";
import { currentRequestId } from "@/lib/log/request-context";

/** The page that explains why a sign-in did not succeed, and from which it can be tried again. */
export function problemAddress(appId: string, problem: SignInProblem, returnTo?: string): string {
  const query = new URLSearchParams({ problem });
  const requestId = currentRequestId();
  if (requestId !== undefined) query.set("request", requestId);
  if (returnTo !== undefined) query.set("redirect", returnTo);
  return `/thirdparty/feishu/${encodeURIComponent(appId)}/sign-in-problem?${query.toString()}`;
}
