import { isObject, parseJson } from "../state/json";
import type { App, JsonObject, Tenant } from "../state/model";
import type { Answer, Call } from "../transport/exchange";
import { json } from "../transport/exchange";
import type { Route } from "../transport/route";
import { enforceTenantGate, type GateRules } from "./gate";
import { countCall, isCounted } from "./quota";
import { Refusal } from "./refusal";

/** A call that passed the gate with the app's own token. */
export interface TenantCall extends Call {
  readonly app: App;
  readonly tenant: Tenant;
  /** The JSON body; `{}` when there is none. */
  readonly body: JsonObject;
}

export interface TenantRoute extends GateRules {
  method: Route["method"];
  path: string;
  handle: (call: TenantCall) => Answer | Promise<Answer>;
}

/** The usual envelope of a success. */
export function success(data: unknown = {}): Answer {
  return json(200, { code: 0, msg: "success", data });
}

/** A JSON endpoint takes JSON only. GET may carry a body, as the SDK sends one. */
export function requireJsonContent(call: Call): void {
  if (call.method === "GET" || call.rawBody === "") return;
  if (!(call.headers["content-type"] ?? "").toLowerCase().startsWith("application/json")) {
    throw new Refusal(400, 9499, "Bad Request: Content-Type must be application/json");
  }
}

function jsonBodyOf(call: Call): JsonObject {
  if (call.method === "GET" || call.rawBody === "") return {};
  const body = parseJson(call.rawBody);
  if (!isObject(body)) throw new Refusal(400, 9499, "Bad Request: the body is not a JSON object");
  return body;
}

/** Turns refusals into answers with the log id of the call. */
export async function answering(call: Call, work: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.toAnswer(call.logId, call.world.quirks.unstatedStatus);
    throw error;
  }
}

/** An API for the app's own token, behind the gate all of them share. */
export function tenantRoute(definition: TenantRoute): Route {
  const handle = (call: Call) =>
    answering(call, async () => {
      requireJsonContent(call);
      const { app, tenant } = enforceTenantGate(call, definition);
      const answer = await definition.handle({ ...call, app, tenant, body: jsonBodyOf(call) });
      if (isCounted(call.world, definition) && answer.status < 300) {
        countCall(call.world, tenant);
        call.notes.counted = true;
      }
      return answer;
    });
  return { name: definition.name, method: definition.method, path: definition.path, handle };
}
