import { randomUUID } from "node:crypto";

/** The header by which a request's id travels from proxy.ts to the logs and back to the browser. */
export const REQUEST_ID_HEADER = "x-request-id";

const form = /^[A-Za-z0-9_-]{8,64}$/;

/** The id a request brought along, if it is of a harmless form, else a new one. */
export function requestIdFrom(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER);
  return given !== null && form.test(given) ? given : randomUUID();
}
