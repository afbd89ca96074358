import { type ClientRequest, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { AddressRefused, isCallable, publicLookup } from "@/lib/config/outgoing-address";
import { durations } from "@/lib/config/durations";
import { PageFailure } from "@/lib/incidents/internal/page-failure";

export type WebhookRequest = { url: string; headers: Record<string, string>; body: string };

const LONGEST_ANSWER = 8 * 1_024;
/** Refusals that may be none a moment later. */
const passing = new Set([408, 409, 425, 429]);

/**
 * Posts to an address that somebody gave us: within the time limit, to a public host, following no redirect, reading 8 KB
 * of the answer at most.
 *
 * @throws PageFailure when it was not taken, or not certainly.
 */
export async function postWebhook(outgoing: WebhookRequest): Promise<void> {
  if (!isCallable(outgoing.url)) throw new PageFailure("webhook_address_refused", { isHopeless: true });
  const limit = AbortSignal.timeout(durations.webhookTimeout);
  const status = await post(outgoing, limit).catch((thrown: unknown) => {
    throw failureOf(thrown, limit);
  });
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) throw new PageFailure("webhook_redirected", { isHopeless: true });
  if (status >= 400 && status < 500 && !passing.has(status))
    throw new PageFailure("webhook_refused", { isHopeless: true });
  throw new PageFailure("webhook_unavailable", { isHopeless: false });
}

function failureOf(thrown: unknown, limit: AbortSignal): PageFailure {
  if (thrown instanceof AddressRefused)
    return new PageFailure("webhook_address_refused", { isHopeless: true });
  return new PageFailure(limit.aborted ? "webhook_timed_out" : "webhook_unreachable", { isHopeless: false });
}

/** Node's own client: it follows nothing, and connects to the address that `publicLookup` has looked at. Answers the status. */
function post({ url, headers, body }: WebhookRequest, signal: AbortSignal): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const start = url.startsWith("https:") ? overHttps : overHttp;
  const request: ClientRequest = start(
    url,
    {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      lookup: publicLookup(),
      agent: false,
      signal,
    },
    (response) => {
      let read = 0;
      const answered = (): void => resolve(response.statusCode ?? 0);
      response.on("data", (chunk: Buffer) => {
        read += chunk.length;
        if (read <= LONGEST_ANSWER) return;
        answered();
        request.destroy();
      });
      response.on("end", answered).on("error", reject);
    },
  );
  request.on("error", reject);
  request.end(body);
  return promise;
}
