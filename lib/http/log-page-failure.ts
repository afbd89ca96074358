import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { log } from "@/lib/log/logger";

type FailedRequest = Readonly<{ path: string; method: string; headers: NodeJS.Dict<string | string[]> }>;

/** Logs what a page, an action or a route handler threw; of its address only the path, as a query may hold a code. */
export function logPageFailure(thrown: unknown, { path, method, headers }: FailedRequest): void {
  const digest =
    typeof thrown === "object" && thrown !== null && "digest" in thrown ? String(thrown.digest) : undefined;
  log.error("page.failed", thrown, {
    digest,
    requestId: [headers[REQUEST_ID_HEADER]].flat()[0],
    method,
    path: path.split("?", 1)[0],
  });
}
