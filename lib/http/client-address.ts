import type { IncomingMessage } from "node:http";
import { environment } from "@/lib/config/environment";

/** The header by which server.ts tells the pages who is at the other end; what a client sends under this name is dropped. */
const CLIENT_ADDRESS_HEADER = "x-client-address";

/**
 * The network address of a request: the last one of X-Forwarded-For where a proxy stands before us (TRUST_PROXY; each
 * proxy appends the address it saw, so only the last is not the client's own invention), else the socket's.
 */
export function addressOf(request: IncomingMessage): string {
  const forwarded = environment().TRUST_PROXY ? request.headers["x-forwarded-for"] : undefined;
  const last = [forwarded].flat().join(",").split(",").at(-1)?.trim();
  return last ? last : (request.socket.remoteAddress ?? "unknown");
}

/** Writes the address into the request's headers, for `clientAddress`. server.ts calls it for each request before Next sees it. */
export function stampClientAddress(request: IncomingMessage): void {
  request.headers[CLIENT_ADDRESS_HEADER] = addressOf(request);
}

/** The address server.ts stamped on this request. */
export function clientAddress(headers: Headers): string {
  return headers.get(CLIENT_ADDRESS_HEADER) ?? "unknown";
}
