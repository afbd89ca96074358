import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { exchangeCode, signInFailure } from "@/lib/feishu/oauth";

// The local Feishu has no 20050 to offer: these answers are as docs/feishu.md quotes them.
const answers: { status: number; body: object }[] = [];
let asked = 0;

const server = createServer((request, response) => {
  asked += 1;
  request.resume();
  const { status, body } = answers.shift() ?? { status: 500, body: { code: 20050, error: "server_error" } };
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});

const exchange = () =>
  exchangeCode({
    credentials: { appId: "cli_a1b2c3d4e5f60718", appSecret: "x" },
    code: "c",
    timeoutMs: 2_000,
  });
const success = { status: 200, body: { code: 0, access_token: "eyJtoken", expires_in: 7200 } };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("FEISHU_API_BASE", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
beforeEach(() => {
  answers.length = 0;
  asked = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each([
  [500, 20050],
  [503, 20072],
])("an exchange is tried once more after HTTP %i, code %i", async (status, code) => {
  answers.push({ status, body: { code, error: "server_error" } }, success);
  await expect(exchange()).resolves.toBe("eyJtoken");
  expect(asked).toBe(2);
});

it("an exchange is not tried a third time", async () => {
  await expect(exchange().catch(signInFailure)).resolves.toBe("try_again");
  expect(asked).toBe(2);
});

it("a refused code is not tried again", async () => {
  answers.push({ status: 400, body: { code: 20003, error: "invalid_grant" } });
  await expect(exchange().catch(signInFailure)).resolves.toBe("expired_code");
  expect(asked).toBe(1);
});
