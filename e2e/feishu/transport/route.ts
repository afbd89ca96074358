import type { Handler } from "./exchange";

/** A path of the platform. `:name` matches one segment. */
export interface Route {
  /** Stable name, for faults and the journal, e.g. `im.message.create`. */
  name: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** Kept out of the journal and of faults: the test control and the pages of the emulated client. */
  internal?: boolean;
  handle: Handler;
}

export interface MatchedRoute {
  route: Route;
  params: Record<string, string>;
}

function paramsOf(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith(":") && segment !== "") params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}

/** Finds the route of a request. One trailing slash is accepted, as the platform does. */
export function matchRoute(routes: readonly Route[], method: string, path: string): MatchedRoute | undefined {
  const wanted = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  const segments = wanted.split("/");
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = paramsOf(route.path.split("/"), segments);
    if (params) return { route, params };
  }
  return undefined;
}
