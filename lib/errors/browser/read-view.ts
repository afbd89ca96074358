import type { Refusal } from "@/lib/errors/result";

/** Through which door a page talks to the server. */
export type PersonDoor = { kind: "employee"; appId: string } | { kind: "staff" };

/** A question the server did not answer; `code` is null when it was not reached. */
export class ReadFailure extends Error {
  override readonly name = "ReadFailure";
  readonly code: Refusal["code"] | null;
  readonly reason: string;
  readonly requestId: string | null;

  constructor(code: Refusal["code"] | null, reason: string, requestId: string | null = null) {
    super(reason);
    this.code = code;
    this.reason = reason;
    this.requestId = requestId;
  }
}

/** Where the routes of a door begin, on the page's own origin. */
export function routesOf(door: PersonDoor): string {
  return door.kind === "staff" ? "/api/desk" : `/api/feishu/${encodeURIComponent(door.appId)}`;
}

/** A view with how far the server's clock is ahead of this device's, in milliseconds: no device's clock is trusted alone. */
export type Clocked<View> = View & { clockAhead: number };

/** What was just read, with how far the server's clock is ahead. */
export function clocked<View extends { serverTime: string }>(view: View): Clocked<View> {
  return { ...view, clockAhead: Date.parse(view.serverTime) - Date.now() };
}

type Asking = { fetch: typeof globalThis.fetch; headers: Readonly<Record<string, string>> };

const asPage: Asking = { fetch: (...call) => globalThis.fetch(...call), headers: {} };

/**
 * Reads a view by GET. The views are the contracts'; both ends come from one build, and an old tab reloads.
 *
 * @throws ReadFailure with the server's refusal, or with `code` null if it was not reached.
 */
export async function readView<View>(url: string, { fetch, headers }: Asking = asPage): Promise<View> {
  return viewOf<View>(await fetch(url, { headers, cache: "no-store" }).catch(unreachable));
}

/**
 * Does something by POST that has a route rather than an action, so that a tab older than the server still can.
 *
 * @throws ReadFailure with the server's refusal, or with `code` null if it was not reached or did not answer.
 */
export async function postView<View>(url: string, body: object): Promise<View> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body), cache: "no-store" } as const;
  return viewOf<View>(await globalThis.fetch(url, init).catch(unreachable));
}

async function viewOf<View>(response: Response): Promise<View> {
  // A connection may end within an answer.
  if (response.ok) return response.json().catch(unreachable) as Promise<View>;
  const answer = (await response.json().catch(() => ({}))) as { error?: Refusal };
  const { code = "INTERNAL", reason = "common.internal", requestId = null } = answer.error ?? {};
  throw new ReadFailure(code, reason, requestId);
}

function unreachable(): never {
  throw new ReadFailure(null, "common.unreachable");
}
