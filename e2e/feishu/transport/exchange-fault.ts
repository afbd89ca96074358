import { setTimeout as sleep } from "node:timers/promises";
import { isObject, parseJson } from "../state/json";
import type { Answer, Call } from "./exchange";
import { type Fault, type FaultPlan, faultAnswer } from "./faults";

/** The app a request speaks for, before anything has been checked. */
function claimedAppId(call: Call): string | null {
  const bearer = (call.headers.authorization ?? "").replace(/^Bearer /, "");
  const byToken = call.world.tokens.get(bearer)?.appId;
  const body = parseJson(call.rawBody);
  const byBody = isObject(body) ? (body["app_id"] ?? body["client_id"]) : undefined;
  const claimed = byToken ?? byBody ?? call.query.get("client_id") ?? call.query.get("appId");
  return typeof claimed === "string" ? claimed : null;
}

/** What a request ends in: an answer, or a connection that is cut. */
export interface Outcome {
  answer: Answer | "reset";
  fault: string | null;
}

function waitOf(faults: readonly Fault[], when: Fault["when"]): number {
  return faults
    .filter((fault) => fault.kind === "latency" && fault.when === when)
    .reduce((sum, fault) => sum + fault.delayMs, 0);
}

/** Runs a handler with the faults that strike this call, before, during or after its side effect. */
export async function withFaults(
  plan: FaultPlan,
  route: string,
  call: Call,
  handle: (call: Call) => Answer | Promise<Answer>,
): Promise<Outcome> {
  call.notes.appId = claimedAppId(call);
  const faults = plan.strike(route, call.notes.appId);
  const fault = faults.length > 0 ? faults.map(({ kind, when }) => `${kind} ${when}`).join(", ") : null;
  const breaking = (when: Fault["when"]) => faults.find((one) => one.kind !== "latency" && one.when === when);

  await sleep(waitOf(faults, "before"));
  const before = breaking("before");
  if (before)
    return {
      answer: before.kind === "reset" ? "reset" : (faultAnswer(before, null, call.logId) ?? "reset"),
      fault,
    };

  const during = waitOf(faults, "during");
  const real = await handle({ ...call, pause: () => (during > 0 ? sleep(during) : Promise.resolve()) });
  await sleep(waitOf(faults, "after"));
  const after = breaking("after") ?? breaking("during");
  if (!after) return { answer: real, fault };
  return {
    answer: after.kind === "reset" ? "reset" : (faultAnswer(after, real, call.logId) ?? "reset"),
    fault,
  };
}
