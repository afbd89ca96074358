import { tokenAnswer, understood } from "@/lib/feishu/answers";
import { isFeishuError } from "@/lib/feishu/feishu-error";
import type { TokenCache } from "@/lib/feishu/token-cache";
import { askFeishu, type FeishuAnswer } from "@/lib/feishu/transport";
import type { HttpInstance, HttpRequestOptions } from "@larksuiteoapi/node-sdk";

const bearer = "Bearer ";

function urlOf({ url = "", params, paramsSerializer }: HttpRequestOptions<unknown>): string {
  if (params === undefined || Object.keys(params).length === 0) return url;
  const query =
    typeof paramsSerializer === "function"
      ? paramsSerializer(params)
      : new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)])).toString();
  return `${url}?${query}`;
}

function headersOf(headers: Record<string, unknown> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/**
 * What the SDK sends its requests with: our transport, so that every failure is a FeishuError and none an
 * AxiosError that carries secrets (docs/decisions/0010-feishu-transport.md).
 */
export class SdkHttp {
  readonly #tokens: TokenCache;
  readonly #timeoutMs: number;
  #tokenInFlight: Promise<FeishuAnswer> | undefined;

  constructor(tokens: TokenCache, timeoutMs: number) {
    this.#tokens = tokens;
    this.#timeoutMs = timeoutMs;
  }

  /** Sends one call of the SDK; a token that Feishu refuses is forgotten. */
  async request(options: HttpRequestOptions<unknown>): Promise<unknown> {
    const headers = headersOf(options.headers);
    try {
      return await askFeishu({
        method: options.method ?? "GET",
        url: urlOf(options),
        headers,
        body: options.data,
        timeoutMs: this.#timeoutMs,
      });
    } catch (thrown) {
      if (isFeishuError(thrown) && thrown.failure === "fresh_token") {
        this.#tokens.forget((headers["Authorization"] ?? "").slice(bearer.length));
      }
      throw thrown;
    }
  }

  /** The SDK posts for one purpose only, the tenant token; calls that need one at the same time share the request. */
  async post(url: string, data?: unknown): Promise<unknown> {
    this.#tokenInFlight ??= askFeishu({
      method: "POST",
      url,
      body: data,
      timeoutMs: this.#timeoutMs,
    }).finally(() => {
      this.#tokenInFlight = undefined;
    });
    return understood(tokenAnswer, "tenant_access_token", await this.#tokenInFlight);
  }

  /** This, as the SDK's type has it, of which the calls of an app with a secret use `request` and `post` alone. */
  asInstance(): HttpInstance {
    return this as unknown as HttpInstance;
  }
}
