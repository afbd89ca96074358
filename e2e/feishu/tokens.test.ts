import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Bench, postJson, request, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
const { appId, appSecret } = demoApps.a1;

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.control.reset());
afterAll(() => bench.feishu.close());

const askToken = (body: unknown, headers?: Record<string, string>) =>
  postJson(`${bench.feishu.url}/open-apis/auth/v3/tenant_access_token/internal`, body, headers);

describe("the token of an app", () => {
  it.each([
    ["no JSON", "{broken", 10003, "invalid param"],
    ["an empty app id", { app_id: "", app_secret: appSecret }, 10003, "invalid param"],
    ["a malformed app id", { app_id: "cli_XYZ", app_secret: appSecret }, 10003, "invalid param"],
    ["an unknown app", { app_id: "cli_0000000000000000", app_secret: appSecret }, 10014, "app id not exists"],
    ["a wrong secret", { app_id: appId, app_secret: "wrong" }, 10014, "app secret invalid"],
  ])("is refused with HTTP 200 for %s", async (_what, body, code, msg) => {
    const answer = await askToken(body);
    expect(answer).toMatchObject({ status: 200, body: { code, msg } });
  });

  it("needs JSON", async () => {
    expect(await askToken({ app_id: appId }, { "content-type": "text/plain" })).toMatchObject({
      status: 400,
      body: { code: 9499 },
    });
  });

  it("stays the same while half an hour is left, then a new one stands beside it", async () => {
    await bench.control.moveClock({ frozen: true });
    const first = await askToken({ app_id: appId, app_secret: appSecret });
    await bench.control.advance(5400_000);
    const second = await askToken({ app_id: appId, app_secret: appSecret });
    await bench.control.advance(1000);
    const third = await askToken({ app_id: appId, app_secret: appSecret });

    expect(second.body["tenant_access_token"]).toBe(first.body["tenant_access_token"]);
    expect(second.body["expire"]).toBe(1800);
    expect(third.body["tenant_access_token"]).not.toBe(first.body["tenant_access_token"]);
    expect(third.body["expire"]).toBe(7200);
    const withFirst = { authorization: `Bearer ${String(first.body["tenant_access_token"])}` };
    const query = () =>
      request(`${bench.feishu.url}/open-apis/tenant/v2/tenant/query`, { headers: withFirst });
    expect((await query()).body.code).toBe(0);
    await bench.control.advance(1800_000);
    expect(await query()).toMatchObject({ status: 400, body: { code: 99991663 } });
  });

  it("dies with its secret", async () => {
    const token = await bench.token("a1");
    await bench.control.changeApp(appId, { appSecret: "renewed" });
    const headers = { authorization: `Bearer ${token}` };
    expect(
      (await request(`${bench.feishu.url}/open-apis/tenant/v2/tenant/query`, { headers })).body.code,
    ).toBe(99991663);
  });

  it.each([10014, 99991662] as const)("says %i for a disabled app, as the quirk has it", async (code) => {
    await bench.control.setQuirks({ disabledAppCode: code });
    await bench.control.changeApp(appId, { status: "disabled" });
    expect((await askToken({ app_id: appId, app_secret: appSecret })).body.code).toBe(code);
  });

  it("is the same token under its older name", async () => {
    const answer = await postJson(`${bench.feishu.url}/open-apis/auth/v3/app_access_token/internal/`, {
      app_id: appId,
      app_secret: appSecret,
    });
    expect(answer.body["app_access_token"]).toBe(answer.body["tenant_access_token"]);
  });
});

describe("the gate", () => {
  const query = (authorization?: string) =>
    request(
      `${bench.feishu.url}/open-apis/tenant/v2/tenant/query`,
      authorization === undefined ? {} : { headers: { authorization } },
    );

  it.each([
    ["no token", undefined, 99991661],
    ["no Bearer", "Basic abc", 99991661],
    ["an unknown prefix", "Bearer x-1", 99991671],
    ["a user token", "Bearer eyJabc", 99991668],
    ["an unknown token", "Bearer t-unknown", 99991663],
  ])("refuses %s", async (_what, authorization, code) => {
    const answer = await query(authorization);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(answer.body.error?.["log_id"]).toBe(answer.headers.get("x-tt-logid"));
  });

  it("refuses a disabled app, then an unpublished one, then a foreign address", async () => {
    const token = `Bearer ${await bench.token("a1")}`;
    await bench.control.changeApp(appId, { ipAllowList: ["203.0.113.9"] });
    expect((await query(token)).body.code).toBe(99991401);
    await bench.control.unpublish(appId);
    expect((await query(token)).body.code).toBe(99991673);
    await bench.control.changeApp(appId, { status: "disabled" });
    expect((await query(token)).body.code).toBe(99991662);
  });

  it("refuses a missing scope with the whole text, and a declared one until it is published", async () => {
    const openId = await bench.openId("b2", "zhoulan");
    const refused = await bench.send("b2", openId, { text: "x" });
    expect(refused).toMatchObject({ status: 400, body: { code: 99991672 } });
    expect(refused.body.msg).toBe(
      "Access denied. One of the following scopes is required: [im:message:send, im:message, im:message:send_as_bot].应用尚未开通所需的应用身份权限：[im:message:send, im:message, im:message:send_as_bot]，点击链接申请并开通任一权限即可：https://open.feishu.cn/app/cli_b1b2c3d4e5f60741/auth?q=im:message:send,im:message,im:message:send_as_bot&op_from=openapi&token_type=tenant",
    );
    expect(refused.body.error?.["permission_violations"]).toContainEqual({
      type: "action_scope_required",
      subject: "im:message:send_as_bot",
    });
    await bench.control.publishVersion(demoApps.b2.appId);
    expect((await bench.send("b2", openId, { text: "x" }, { msg_type: "text" })).body.code).toBe(0);
  });

  it("keeps calls of other scopes away, and knows no other path", async () => {
    expect(
      (await bench.call("a1", "PATCH", "/open-apis/im/v1/messages/om_1/urgent_app?user_id_type=open_id", {}))
        .body.code,
    ).toBe(99991672);
    expect((await bench.call("a1", "POST", "/open-apis/message/v4/batch_send/", {})).body.code).toBe(
      99991672,
    );
    for (const [method, path] of [
      ["GET", "/open-apis/im/v1/messages"],
      ["POST", "/open-apis/authen/v1/oidc/access_token"],
      ["GET", "/nothing"],
    ] as const) {
      const answer = await bench.call("a1", method, path);
      expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([
        404,
        "text/plain",
        "404 page not found",
      ]);
    }
  });
});
