import type { SignInProblem } from "@/lib/channels/contract";
import { signInProblemOf } from "@/lib/channels/sign-in-problem";
import { log } from "@/lib/log/logger";

/** What to tell the person whose sign-in threw this; the log holds what Feishu said, and everything when it is our fault. */
export function explainFailure(thrown: unknown, way: "redirect" | "client"): SignInProblem {
  const problem = signInProblemOf(thrown);
  if (problem === "failed") log.error("sign_in.failed", thrown, { way });
  else log.warn("sign_in.refused", { problem, way, said: thrown instanceof Error ? thrown.message : "" });
  return problem;
}
