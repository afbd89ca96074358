import type { z } from "zod";
import { withSecurityHeaders } from "@/lib/http/own-headers";
import { route, type RouteActors, type RouteHandler, type UseCase } from "@/lib/http/route";
import { requireOwnOrigin } from "@/lib/http/same-origin";

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The query, and the body as `bytes` that are read as they come; `declaredSize` is what the sender says of them. */
function queryAndBytes(request: Request): Record<string, unknown> {
  requireOwnOrigin(request.headers);
  const declared = request.headers.get("content-length");
  return {
    ...Object.fromEntries(new URL(request.url).searchParams),
    bytes: request.body ?? nothing(),
    declaredSize: declared === null ? undefined : Number(declared),
  };
}

/** A route handler for one use case that takes a file: like `route`, but the body is the file itself, never held as a whole. */
export function uploadRoute<Kind extends keyof RouteActors, Schema extends z.ZodType, View>(
  kind: Kind,
  schema: Schema,
  useCase: UseCase<RouteActors[Kind], z.output<Schema>, View>,
): RouteHandler {
  return withSecurityHeaders(route(kind, schema, useCase, queryAndBytes));
}
