import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { addressOf, clientAddress, stampClientAddress } from "@/lib/http/client-address";

const settings = environment();
afterEach(() => {
  settings.TRUST_PROXY = false;
});

function requestFrom(remoteAddress: string, headers: Record<string, string | undefined>): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  const request = new IncomingMessage(socket);
  request.headers = headers;
  return request;
}

it("believes no header where no proxy stands before us", () => {
  const request = requestFrom("192.0.2.7", {
    "x-forwarded-for": "203.0.113.1",
    "x-client-address": "203.0.113.2",
  });

  stampClientAddress(request);

  expect(addressOf(request)).toBe("192.0.2.7");
  expect(clientAddress(new Headers(request.headers as Record<string, string>))).toBe("192.0.2.7");
});

it("believes of a proxy's list the last entry, which the proxy wrote itself", () => {
  settings.TRUST_PROXY = true;

  expect(addressOf(requestFrom("10.0.0.1", { "x-forwarded-for": "1.1.1.1, 203.0.113.9" }))).toBe(
    "203.0.113.9",
  );
  expect(addressOf(requestFrom("10.0.0.1", {}))).toBe("10.0.0.1");
});

it("calls an unstamped request unknown", () => {
  expect(clientAddress(new Headers())).toBe("unknown");
});
