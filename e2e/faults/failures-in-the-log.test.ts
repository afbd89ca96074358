import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { GET as login } from "@/app/thirdparty/feishu/[appId]/login/route";
import { GET as callback } from "@/app/thirdparty/feishu/[appId]/oauth2/callback/route";
import { onRequestError } from "@/instrumentation";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log/logger";

// It loads only within Next, and no test here comes as far as setting a session's cookie.
vi.mock("next-auth", () => ({ default: () => ({}) }));

const appId = "cli_a1b2c3d4e5f60718";
const requestId = "request-of-this-test";
// Nothing listens there: what a page or route asks of the database fails in a way none of them expects.
process.env["DATABASE_URL"] = "postgresql://ailink@127.0.0.1:9/ailink";

let said: unknown[][];
beforeEach(() => {
  said = [];
  vi.spyOn(log, "error").mockImplementation((...parts) => void said.push(parts));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => pool().end());

const ask = (path: string) => {
  const address = `http://localhost:3000/thirdparty/feishu/${encodeURIComponent(appId)}/${path}`;
  return new Request(address, { headers: { "x-request-id": requestId } });
};

it.each([
  ["beginning", login, "login?redirect=/"],
  ["end", callback, "oauth2/callback?code=a-code&state=a-state"],
])(
  "an unexpected error at the %s of a sign-in leads to a page, and into the log",
  async (_when, GET, path) => {
    const answer = await GET(ask(path), { params: Promise.resolve({ appId }) });

    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(
      `/thirdparty/feishu/${appId}/sign-in-problem?problem=failed&request=${requestId}`,
    );
    expect(said).toEqual([["sign_in.failed", expect.any(Error), { way: "redirect" }]]);
  },
);

it("an App ID that can be none is an unknown channel, without a question to the database", async () => {
  const answer = await login(ask("login"), { params: Promise.resolve({ appId: "\0" }) });

  expect(answer.headers.get("location")).toMatch(
    /^\/thirdparty\/feishu\/%00\/sign-in-problem\?problem=unknown_channel/,
  );
  expect(said).toEqual([]);
});

const context = { routerKind: "App Router", routePath: "/desk", routeType: "render" } as const;

it("what a page throws is in the log under its digest and its request, without the query", async () => {
  const thrown = Object.assign(new Error("broken"), { digest: "3141592653" });
  const request = {
    path: "/desk?code=not-to-be-told",
    method: "GET",
    headers: { "x-request-id": requestId, cookie: "not-to-be-told" },
  };

  await onRequestError(thrown, request, { ...context, revalidateReason: undefined });

  expect(said).toEqual([
    ["page.failed", thrown, { digest: "3141592653", requestId, method: "GET", path: "/desk" }],
  ]);
});

it("what is thrown need not be an error, nor a request have an id", async () => {
  const request = { path: "/", method: "POST", headers: {} };

  await onRequestError("broken", request, { ...context, revalidateReason: undefined });

  expect(said).toEqual([
    ["page.failed", "broken", { digest: undefined, requestId: undefined, method: "POST", path: "/" }],
  ]);
});
