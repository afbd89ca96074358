import type { z } from "zod";
import type { ConsoleActor, EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { type At, currentTime } from "@/lib/config/clock";
import { AppError } from "@/lib/errors/app-error";
import { errorResponse } from "@/lib/http/error-response";
import { REQUEST_ID_HEADER, requestIdFrom } from "@/lib/http/request-id";
import { requireOwnOrigin } from "@/lib/http/same-origin";
import { actorFromCookies } from "@/lib/identity/actor-from-cookies";
import type { Door } from "@/lib/identity/door";
import { withRequestId } from "@/lib/log/request-context";

/** Who comes through which door. */
export type RouteActors = { employee: EmployeeActor; staff: StaffActor; console: ConsoleActor };
type PathParams = Record<string, string | string[] | undefined>;
type RouteContext = { params: Promise<PathParams> };
/** A route handler as Next calls it. */
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;
/** What a route runs: a command or a query. */
export type UseCase<A, I, O> = (actor: A, input: I, at: At) => Promise<O>;
type ReadInput = (request: Request) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** Larger bodies than this are files, which have their own way in. */
const MAX_BODY_CHARACTERS = 256 * 1_024;

function doorOf(kind: keyof RouteActors, params: PathParams): Door {
  return kind === "employee" ? { kind, appId: String(params["appId"] ?? "") } : kind;
}

async function jsonBody(request: Request): Promise<Record<string, unknown>> {
  requireOwnOrigin(request.headers);
  const text = await request.text();
  if (text === "") return {};
  if (text.length > MAX_BODY_CHARACTERS) throw new AppError("INVALID_INPUT", "http.body_too_large");
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  } catch {
    // Told below, like a body that is no object.
  }
  throw new AppError("INVALID_INPUT", "http.invalid_json");
}

async function queryOrJson(request: Request): Promise<Record<string, unknown>> {
  const reads = request.method === "GET" || request.method === "HEAD";
  return reads ? Object.fromEntries(new URL(request.url).searchParams) : jsonBody(request);
}

function answer(value: unknown, requestId: string): Response {
  const response = value instanceof Response ? value : Response.json(value ?? null);
  response.headers.set(REQUEST_ID_HEADER, requestId);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

/**
 * A route handler for one use case: finds the actor of the door (an employee's channel is the `[appId]` of the path),
 * checks the origin of whatever changes something, parses query or JSON body plus path by `schema`, runs the use case
 * and answers its view as JSON (a Response it returns is passed on), or the refusal. Nothing is cached. `readInput` is for
 * bodies of another kind; the path wins over what it reads: what was authorized by address cannot be exchanged by either.
 *
 * `export const GET = route("staff", listMessagesInput, listMessages);`
 */
export function route<Kind extends keyof RouteActors, Schema extends z.ZodType, View>(
  kind: Kind,
  schema: Schema,
  useCase: UseCase<RouteActors[Kind], z.output<Schema>, View>,
  readInput: ReadInput = queryOrJson,
): RouteHandler {
  return async (request, context) => {
    const requestId = requestIdFrom(request.headers);
    return withRequestId(requestId, async () => {
      try {
        const params = await context.params;
        const actor = await actorFromCookies(request.headers.get("cookie"), doorOf(kind, params));
        if (actor === null) throw new AppError("UNAUTHENTICATED", "identity.not_signed_in");
        const input = schema.parse({ ...(await readInput(request)), ...params });
        // `doorOf` and RouteActors say the same thing; TypeScript cannot follow it through the kind.
        return answer(await useCase(actor as RouteActors[Kind], input, { now: currentTime() }), requestId);
      } catch (thrown) {
        return errorResponse(thrown);
      }
    });
  };
}
