import { environment } from "@/lib/config/environment";
import { AppError } from "@/lib/errors/app-error";

/** Whether an Origin header names APP_URL; browsers send it with everything that changes something, and with a WebSocket. */
export function isOwnOrigin(origin: string | null | undefined): boolean {
  return origin === new URL(environment().APP_URL).origin;
}

/**
 * Refuses what another site's page sent with our cookies. With our `Referrer-Policy: no-referrer` a browser says
 * `Origin: null` for a form sent without scripts; its Sec-Fetch-Site, which no page can set, then tells.
 *
 * @throws AppError FORBIDDEN `http.wrong_origin` unless the request comes from a page of APP_URL.
 */
export function requireOwnOrigin(headers: Headers): void {
  const origin = headers.get("origin") ?? "null";
  const isOwn = origin === "null" ? headers.get("sec-fetch-site") === "same-origin" : isOwnOrigin(origin);
  if (!isOwn) throw new AppError("FORBIDDEN", "http.wrong_origin");
}
