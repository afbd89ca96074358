import { z } from "zod";
import { failureOfStatus } from "@/lib/feishu/classify";
import { FeishuError, isFeishuError } from "@/lib/feishu/feishu-error";
import { refusalError } from "@/lib/feishu/refusal";
import { metrics } from "@/lib/log/metrics";

export type FeishuRequest = {
  method: string;
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON; never with GET. */
  body?: unknown;
  timeoutMs: number;
};

/** A success: the parsed body as Feishu sent it, plus the log id of its header. */
export type FeishuAnswer = { code: 0; log_id: string | null };

const envelope = z.looseObject({ code: z.number().int() });

/** Method and path: the query may hold codes. */
function nameOf({ method, url }: FeishuRequest): string {
  return `${method} ${new URL(url).pathname}`;
}

const idInPath = /\/(?:cli_|om_|oav_|\d)[^/]*/g;

/** The path without its ids: a closed set, as a metric's label has to be. */
function apiOf({ url }: FeishuRequest): string {
  return new URL(url).pathname.replace(/^.*\/open-apis\//, "").replace(idInPath, "/:id");
}

function networkCodeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : "no connection";
}

async function exchange(request: FeishuRequest): Promise<{ response: Response; text: string }> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { "Content-Type": "application/json; charset=utf-8", ...request.headers },
      ...(request.body === undefined || request.method === "GET"
        ? {}
        : { body: JSON.stringify(request.body) }),
      // Feishu's API never redirects; following one would carry secrets elsewhere.
      redirect: "manual",
      signal,
    });
    return { response, text: await response.text() };
  } catch (thrown) {
    const code = networkCodeOf(thrown);
    const tooLate = signal.aborted || code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT";
    // The thrown error is not kept as cause: nothing of the request may travel with ours.
    throw new FeishuError({
      call: nameOf(request),
      kind: tooLate ? "timeout" : "connection",
      failure: "retry_soon",
      hint: tooLate ? `no answer within ${request.timeoutMs} ms` : code,
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * One call to Feishu's API. HTTP 2xx and code 0 is the only success (docs/feishu.md): many refusals come with 200.
 *
 * @throws FeishuError for everything else; it holds nothing of the request and nothing of the raw answer.
 */
export async function askFeishu(request: FeishuRequest): Promise<FeishuAnswer> {
  const start = performance.now();
  const took = (result: string) =>
    metrics.feishuCalled(apiOf(request), result, (performance.now() - start) / 1_000);
  try {
    const answer = await ask(request);
    took("ok");
    return answer;
  } catch (thrown) {
    if (isFeishuError(thrown)) took(thrown.failure);
    throw thrown;
  }
}

async function ask(request: FeishuRequest): Promise<FeishuAnswer> {
  const { response, text } = await exchange(request);
  const body = envelope.safeParse(parsed(text));
  const logId = response.headers.get("x-tt-logid");
  if (!body.success) {
    throw new FeishuError({
      call: nameOf(request),
      kind: "not_json",
      // Below 400 the call may have had its effect; asking again under the same uuid tells.
      failure: response.status < 400 ? "retry_soon" : failureOfStatus(response.status),
      httpStatus: response.status,
      logId,
    });
  }
  if (!response.ok || body.data.code !== 0) throw refusalError(nameOf(request), response, body.data);
  return { ...body.data, code: 0, log_id: logId };
}
