import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aCard, type Bench, postJson, request, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";
import type { FaultInput } from "./transport/faults";

let bench: Bench;
let openId: string;
const { appId, appSecret } = demoApps.a1;

beforeAll(async () => {
  bench = await startBench();
  openId = await bench.openId("a1", "wangxiaoyu");
});
beforeEach(() => bench.control.reset());
afterAll(() => bench.feishu.close());

const send = (uuid: string) => bench.send("a1", openId, aCard(), { uuid });
const fault = (given: Omit<FaultInput, "route">) =>
  bench.control.addFault({ route: "im.message.create", ...given });
const delivered = async () => (await bench.control.inbox("wangxiaoyu")).length;

describe("a fault", () => {
  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("that cuts the connection %s the side effect leaves %i messages", async (when, count) => {
    await fault({ kind: "reset", when });
    await expect(send("cut")).rejects.toThrow("fetch failed");
    expect(await delivered()).toBe(count);
    expect((await send("cut")).body.code).toBe(0);
    expect(await delivered()).toBe(1);
  });

  it.each([
    ["error-500", 500, 2200],
    ["rate-limit", 429, 99991400],
    ["quota", 429, 99991403],
  ] as const)("%s answers with HTTP %i and code %i", async (kind, status, code) => {
    await fault({ kind, resetSeconds: 7 });
    const answer = await send("x");
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers.get("x-ogw-ratelimit-reset")).toBe(kind === "rate-limit" ? "7" : null);
    expect([await delivered(), (await send("x")).body.code]).toEqual([0, 0]);
  });

  it.each([
    ["oauth.token", "oauth-500", 500, 20050, "server_error"],
    ["oauth.token", "oauth-503", 503, 20072, "temporarily_unavailable"],
  ] as const)("of %s can be %s", async (...given) => {
    const [route, kind, status, code, error] = given;
    await bench.control.addFault({ route, kind });
    const answer = await postJson(`${bench.feishu.url}/open-apis/authen/v2/oauth/token`, {});
    expect(answer).toMatchObject({ status, body: { code, error } });
  });

  it("refuses with any code, status and words", async () => {
    const refusal = {
      code: 230022,
      status: 400,
      msg: "The content of the message contains sensitive information.",
    };
    await fault({ kind: "refuse", refusal });
    expect(await send("x")).toMatchObject({ status: 400, body: { code: 230022, msg: refusal.msg } });
    expect([await delivered(), (await send("x")).body.code]).toEqual([0, 0]);
  });

  it("answers with half a JSON or another server's page", async () => {
    await fault({ kind: "truncated-json", when: "after" });
    await expect(send("half")).rejects.toThrow(SyntaxError);
    expect(await delivered()).toBe(1);
    await fault({ kind: "html-502" });
    const answer = await send("html");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([502, "text/html"]);
  });

  it("strikes from the nth call on, as often as asked, for one app, until cleared", async () => {
    await bench.control.addFault({ route: "tenant.query", kind: "error-500", nth: 2, times: 2, appId });
    const query = async (key: "a1" | "a2") =>
      (await bench.call(key, "GET", "/open-apis/tenant/v2/tenant/query")).status;
    expect(await query("a2")).toBe(200);
    expect([
      await query("a1"),
      await query("a1"),
      await query("a2"),
      await query("a1"),
      await query("a1"),
    ]).toEqual([200, 500, 200, 500, 200]);
    await bench.control.addFault({ route: "*", kind: "html-502", times: 0 });
    expect([await query("a1"), await query("a2")]).toEqual([502, 502]);
    await bench.control.clearFaults();
    expect(await query("a1")).toBe(200);
  });

  it("delays an answer", async () => {
    await fault({ kind: "latency", delayMs: 120 });
    const start = Date.now();
    await send("slow");
    expect(Date.now() - start).toBeGreaterThanOrEqual(115);
  });
});

describe("the journal", () => {
  it("says what was asked and answered, counted or struck", async () => {
    await fault({ kind: "error-500", nth: 2 });
    await send("one");
    await send("two");
    const [first, second] = await bench.control.journal({ route: "im.message.create", appId });
    expect(first).toMatchObject({
      method: "POST",
      path: "/open-apis/im/v1/messages",
      query: "receive_id_type=open_id",
      status: 200,
      code: 0,
      counted: true,
      fault: null,
      body: { receive_id: openId, uuid: "one" },
    });
    expect(second).toMatchObject({ status: 500, code: 2200, counted: false, fault: "error-500 before" });
    expect(second?.logId).toMatch(/^\d{14}[0-9A-F]{20}$/);
  });

  it("holds no secret, token, code or verifier, wherever it stood", async () => {
    const redirect = `https://ailink.example.test/thirdparty/feishu/${appId}/oauth2/callback`;
    const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    await bench.control.authorizeScenario({ decision: "approve", userId: "wangxiaoyu" });
    const query = new URLSearchParams({
      client_id: appId,
      response_type: "code",
      redirect_uri: redirect,
      code_challenge: verifier,
    });
    const back = await request(`${bench.feishu.url}/open-apis/authen/v1/authorize?${query.toString()}`);
    const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
    const exchange = {
      grant_type: "authorization_code",
      client_id: appId,
      client_secret: appSecret,
      redirect_uri: redirect,
      code,
      code_verifier: verifier,
    };
    const answer = await postJson(`${bench.feishu.url}/open-apis/authen/v2/oauth/token`, exchange);
    const userToken = String(answer.body["access_token"]);
    await request(`${bench.feishu.url}/open-apis/authen/v1/user_info?again=${userToken}`, {
      headers: { authorization: `Bearer ${userToken}`, cookie: "a=secret-cookie" },
    });
    const tenantToken = await bench.token("a1");
    await bench.send("a1", openId, { text: `${appSecret} ${tenantToken}` }, { msg_type: "text" });
    await postJson(
      `${bench.feishu.url}/open-apis/auth/v3/tenant_access_token/internal`,
      `{"app_secret":"${appSecret}`,
    );
    await request(`${bench.feishu.url}/nowhere?code=${code}`, {
      headers: { referer: `${redirect}?code=${code}` },
    });

    const journal = JSON.stringify(await bench.control.journal());
    expect(journal.length).toBeGreaterThan(1000);
    const hidden = { appSecret, code, userToken, tenantToken, cookie: "secret-cookie" };
    const found = Object.entries(hidden).filter(([, value]) => journal.includes(value));
    expect(found.map(([name]) => name)).toEqual([]);
    expect(journal.includes(`"code_verifier":"${verifier}"`)).toBe(false);
  });
});
