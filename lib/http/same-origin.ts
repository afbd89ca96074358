import { environment } from "@/lib/config/environment";
import { AppError } from "@/lib/errors/app-error";

/** Whether an Origin header names APP_URL; browsers send it with everything that changes something, and with a WebSocket. */
export function isOwnOrigin(origin: string | null | undefined): boolean {
  return origin === new URL(environment().APP_URL).origin;
}

/**
 * Refuses what another site's page sent with our cookies.
 *
 * @throws AppError FORBIDDEN `http.wrong_origin` unless the Origin header names APP_URL.
 */
export function requireOwnOrigin(headers: Headers): void {
  if (!isOwnOrigin(headers.get("origin"))) throw new AppError("FORBIDDEN", "http.wrong_origin");
}
