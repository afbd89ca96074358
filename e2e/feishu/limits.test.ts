import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AppKey, type Bench, postJson, request, startBench } from "./contract-bench";
import { demoApps, demoTenants } from "./demo-seed";

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.control.reset();
  await bench.control.moveClock({ setTo: Date.UTC(2026, 8, 27, 4), frozen: true });
});
afterAll(() => bench.feishu.close());

const query = (key: AppKey = "a1") => bench.call(key, "GET", "/open-apis/tenant/v2/tenant/query");

async function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index += 1) results.push(await work());
  return results;
}

describe("the rate limit", () => {
  it("takes 50 calls of an API in a second from one app, and tells when to come back", async () => {
    const codes = (await times(50, query)).map((answer) => answer.body.code);
    expect(new Set(codes)).toEqual(new Set([0]));
    const refused = await query();
    expect(refused).toMatchObject({ status: 429, body: { code: 99991400 } });
    expect([
      refused.headers.get("x-ogw-ratelimit-limit"),
      refused.headers.get("x-ogw-ratelimit-reset"),
    ]).toEqual(["50", "1"]);
    expect((await query("a2")).body.code).toBe(0);
    expect((await bench.call("a1", "GET", "/open-apis/bot/v3/info")).body.code).toBe(0);
    await bench.control.advance(1000);
    expect((await query()).body.code).toBe(0);
  });

  it("takes 100 lists of versions in a minute", async () => {
    const list = () =>
      bench.call("a1", "GET", "/open-apis/application/v6/applications/me/app_versions?lang=zh_cn");
    const answers = await times(101, list);
    expect(answers.map((answer) => answer.body.code).slice(99)).toEqual([0, 99991400]);
    expect(answers.at(-1)?.headers.get("x-ogw-ratelimit-reset")).toBe("60");
    await bench.control.advance(60_000);
    expect((await list()).body.code).toBe(0);
  });

  it("takes ten lists of collaborators in a minute", async () => {
    const list = () => bench.call("a1", "GET", "/open-apis/application/v6/applications/me/collaborators");
    const answers = await times(11, list);
    expect(answers.map((answer) => answer.body.code).slice(9)).toEqual([0, 99991400]);
    expect(answers[0]?.body.data?.["collaborators"]).toEqual([
      { type: "administrator", user_id: await bench.openId("a1", "wangxiaoyu") },
    ]);
  });

  it("takes five messages a second to one person", async () => {
    const openId = await bench.openId("a1", "wangxiaoyu");
    const other = await bench.openId("a1", "chenming");
    const send = (receiver: string) => bench.send("a1", receiver, { text: "x" }, { msg_type: "text" });
    const answers = await times(6, () => send(openId));
    expect(answers.map((answer) => answer.body.code)).toEqual([0, 0, 0, 0, 0, 230020]);
    expect(answers.at(-1)?.status).toBe(400);
    expect((await send(other)).body.code).toBe(0);
    await bench.control.advance(1000);
    expect((await send(openId)).body.code).toBe(0);
  });
});

describe("the monthly quota", () => {
  const a = demoTenants.a.tenantKey;
  const usedBy = async (tenantKey: string) =>
    (await bench.control.state()).tenants.find((tenant) => tenant.tenantKey === tenantKey)?.quotaUsed;

  it("counts successes of all apps of a basic tenant, not failures, tokens or the bot", async () => {
    await query();
    await query("a2");
    await bench.call("a1", "GET", "/open-apis/bot/v3/info");
    await bench.call("a1", "GET", "/open-apis/application/v6/applications/me");
    expect(await usedBy(a)).toBe(2);
    expect((await bench.control.journal()).filter((entry) => entry.counted)).toHaveLength(2);
  });

  it("blocks the whole tenant, no other one, and ends at midnight of the first in Shanghai", async () => {
    await bench.control.changeTenant(a, { quotaLimit: 1 });
    expect((await query()).body.code).toBe(0);
    const refused = await query("a2");
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 99991403, msg: "This month's API call quota has been exceeded" },
    });
    await bench.control.changeTenant(demoTenants.b.tenantKey, { quotaLimit: 0 });
    expect((await query("b1")).body.code).toBe(0);

    const midnight = Date.UTC(2026, 8, 30, 16);
    await bench.control.moveClock({ setTo: midnight - 1 });
    expect((await query()).body.code).toBe(99991403);
    await bench.control.moveClock({ setTo: midnight });
    expect((await query()).body.code).toBe(0);
  });

  it("does not stop anybody from signing in", async () => {
    const { appId, appSecret } = demoApps.a1;
    const redirect = `https://ailink.example.test/thirdparty/feishu/${appId}/oauth2/callback`;
    await bench.control.changeTenant(a, { quotaLimit: 0 });
    await bench.control.authorizeScenario({ decision: "approve", userId: "wangxiaoyu" });
    const authorize = new URLSearchParams({
      client_id: appId,
      response_type: "code",
      redirect_uri: redirect,
    });
    const back = await request(`${bench.feishu.url}/open-apis/authen/v1/authorize?${authorize.toString()}`);
    const token = await postJson(`${bench.feishu.url}/open-apis/authen/v2/oauth/token`, {
      grant_type: "authorization_code",
      client_id: appId,
      client_secret: appSecret,
      redirect_uri: redirect,
      code: new URL(back.headers.get("location") ?? "").searchParams.get("code"),
    });
    const headers = { authorization: `Bearer ${String(token.body["access_token"])}` };
    expect((await request(`${bench.feishu.url}/open-apis/authen/v1/user_info`, { headers })).body.code).toBe(
      0,
    );
    expect(await usedBy(a)).toBe(0);
  });
});
