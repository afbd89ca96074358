import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { APP_URL, type Bench, postJson, request, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";
import { textOr } from "./state/json";

let bench: Bench;
const { appId, appSecret } = demoApps.a1;
const CALLBACK = `${APP_URL}/thirdparty/feishu/${appId}/oauth2/callback`;
const CLIENT = { client_id: appId, client_secret: appSecret };
const DAY = 86_400_000;

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.control.reset();
  await bench.control.authorizeScenario({ decision: "approve", userId: "wangxiaoyu" });
});
afterAll(() => bench.feishu.close());

async function enableOfflineAccess() {
  const { apps } = await bench.control.state();
  const scopes = apps.find((app) => app.appId === appId)?.draft.scopes ?? [];
  await bench.control.changeApp(appId, {
    refreshTokensOn: true,
    draft: { scopes: [...scopes, { scope: "offline_access", tokenType: "user" }] },
  });
  await bench.control.publishVersion(appId);
}

const ask = (version: "v2" | "v3", body: Record<string, unknown>) =>
  postJson(
    `${bench.feishu.url}${version === "v2" ? "/open-apis/authen/v2/oauth/token" : "/oauth/v3/token"}`,
    { ...CLIENT, ...body },
  );

async function signIn(version: "v2" | "v3" = "v2", scope = "offline_access") {
  const query = new URLSearchParams({
    client_id: appId,
    response_type: "code",
    redirect_uri: CALLBACK,
    scope,
  });
  const back = await request(`${bench.feishu.url}/open-apis/authen/v1/authorize?${query.toString()}`);
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code");
  const answer = await ask(version, { grant_type: "authorization_code", code, redirect_uri: CALLBACK });
  return textOr(answer.body["refresh_token"], "none");
}

const refresh = (token: string, version: "v2" | "v3" = "v2", extra: Record<string, unknown> = {}) =>
  ask(version, { grant_type: "refresh_token", refresh_token: token, ...extra });

describe("a refresh token", () => {
  it("comes only when it is enabled, asked for and switched on", async () => {
    expect(await signIn("v2", "")).toBe("none");
    await enableOfflineAccess();
    expect(await signIn("v2", "")).toBe("none");
    expect(await signIn()).toMatch(/^eyJ/);
    await bench.control.changeApp(appId, { refreshTokensOn: false });
    expect(await signIn()).toBe("none");
  });

  it("works once and is followed by another, until the year is over", async () => {
    await enableOfflineAccess();
    const first = await signIn();
    const second = await refresh(first);
    expect(second.body).toMatchObject({
      code: 0,
      scope: "offline_access",
      refresh_token_expires_in: 604_800,
    });
    expect((await refresh(first)).body.code).toBe(20073);
    let token = String(second.body["refresh_token"]);
    for (let week = 1; week <= 60; week += 1) {
      await bench.control.advance(6 * DAY);
      token = String((await refresh(token)).body["refresh_token"]);
    }
    await bench.control.advance(6 * DAY);
    expect((await refresh(token)).body.code).toBe(20037);
  });

  it.each<[string, (token: string) => Promise<unknown>, number]>([
    ["after seven days", () => bench.control.advance(7 * DAY), 20037],
    ["after the secret was reset", () => bench.control.changeApp(appId, { appSecret: "other" }), 20064],
    ["when it is switched off", () => bench.control.changeApp(appId, { refreshTokensOn: false }), 20074],
    [
      "for a person who left the range",
      () => bench.control.changeApp(appId, { blackList: ["wangxiaoyu"] }),
      20010,
    ],
  ])("does not work %s", async (_what, arrange, code) => {
    await enableOfflineAccess();
    const token = await signIn();
    await arrange(token);
    const secret = code === 20064 ? { client_secret: "other" } : {};
    expect(await refresh(token, "v2", secret)).toMatchObject({ status: 400, body: { code } });
  });

  it("is refused when it is unknown, missing or another app's, or asks for more", async () => {
    await enableOfflineAccess();
    const token = await signIn();
    const stranger = { client_id: demoApps.a2.appId, client_secret: demoApps.a2.appSecret };
    expect((await refresh("eyJnothing")).body.code).toBe(20026);
    expect((await refresh("")).body.code).toBe(20001);
    expect((await refresh(token, "v2", stranger)).body.code).toBe(20024);
    expect((await refresh(token, "v2", { scope: "a:b" })).body.code).toBe(20068);
    expect((await refresh(token)).body.code).toBe(0);
  });

  it("of version 2 works in version 3, not the other way round", async () => {
    await enableOfflineAccess();
    expect((await refresh(await signIn("v2"), "v3")).body.code).toBe(0);
    expect((await refresh(await signIn("v3"), "v2")).body.code).toBe(20026);
  });

  it("is in no journal, and among what a test must find in no log", async () => {
    await enableOfflineAccess();
    const token = await signIn();
    await refresh(token);
    expect(JSON.stringify(await bench.control.journal())).not.toContain(token);
    expect((await bench.control.issued()).tokens).toContain(token);
  });
});
