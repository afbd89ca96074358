import type { IncomingHttpHeaders } from "node:http";
import type { World } from "../state/world";

/** One request, as the handlers see it. */
export interface Call {
  readonly world: World;
  /** The address of this process, for links to itself. */
  readonly baseUrl: string;
  readonly method: string;
  readonly path: string;
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
  /** Undecoded, without the question mark. */
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: string;
  readonly remoteAddress: string;
  readonly logId: string;
  /** Waits here if a fault asks for latency in the middle of the side effect. */
  readonly pause: () => Promise<void>;
  /** What the journal shall know about the call. */
  readonly notes: { appId: string | null; counted: boolean };
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function html(status: number, body: string): Answer {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body,
  };
}

export function text(status: number, body: string, contentType = "text/plain"): Answer {
  return { status, headers: { "content-type": contentType }, body };
}

export function redirect(location: string): Answer {
  return {
    status: 302,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
    body: "",
  };
}

/** What the gateway says to an unknown path or a wrong method. */
export const notFound: Answer = text(404, "404 page not found");
