import { z } from "zod";
import { parseJson } from "../state/json";
import { type Answer, type Call, json } from "../transport/exchange";
import type { Route } from "../transport/route";

/** The control API was asked about something that does not exist here. */
export class NoSuchThing extends Error {
  override readonly name = "NoSuchThing";
}

export type ControlRoute = (
  method: Route["method"],
  path: string,
  work: (call: Call, body: unknown) => unknown,
) => Route;

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same object without keys that are undefined. */
export function definedOf<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}

/** A browser page of another site must not steer this process: JSON forces a preflight nobody answers. */
function refusedCaller(call: Call): Answer | undefined {
  const isJson = (call.headers["content-type"] ?? "").startsWith("application/json");
  if (call.method !== "GET" && !isJson) return json(415, { error: "send application/json" });
  return undefined;
}

function answer(call: Call, work: (call: Call, body: unknown) => unknown): Answer {
  const refused = refusedCaller(call);
  if (refused) return refused;
  try {
    return json(200, work(call, parseJson(call.rawBody || "{}")) ?? {});
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof NoSuchThing) return json(404, { error: `no such ${error.message}` });
    throw error;
  }
}

/** A route of the test control, below `/_control`. */
export const controlRoute: ControlRoute = (method, path, work) => ({
  name: `control ${method} ${path}`,
  method,
  path: `/_control${path}`,
  internal: true,
  handle: (call) => answer(call, work),
});
