import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { challengeOf } from "./accounts/auth-codes";
import { APP_URL, type Bench, postJson, request, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
const { appId, appSecret } = demoApps.a1;
const CALLBACK = `${APP_URL}/thirdparty/feishu/${appId}/oauth2/callback`;
const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.control.reset();
  await bench.control.authorizeScenario({ decision: "approve", userId: "wangxiaoyu" });
});
afterAll(() => bench.feishu.close());

const authorize = (query: Record<string, string>, extra = "") =>
  request(
    `${bench.feishu.url}/open-apis/authen/v1/authorize?${new URLSearchParams({ client_id: appId, response_type: "code", redirect_uri: CALLBACK, ...query }).toString()}${extra}`,
  );

async function codeFor(query: Record<string, string> = {}): Promise<string> {
  const back = await authorize(query);
  return new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

const exchange = (body: Record<string, unknown>, headers?: Record<string, string>) =>
  postJson(
    `${bench.feishu.url}/open-apis/authen/v2/oauth/token`,
    {
      grant_type: "authorization_code",
      client_id: appId,
      client_secret: appSecret,
      redirect_uri: CALLBACK,
      ...body,
    },
    headers,
  );

const userInfo = (token: string) =>
  request(`${bench.feishu.url}/open-apis/authen/v1/user_info`, {
    headers: { authorization: `Bearer ${token}` },
  });

it("computes the published PKCE vector", () => {
  expect(challengeOf(VERIFIER, "S256")).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
});

describe("the authorize page", () => {
  it.each([
    ["no client", { client_id: "" }, "20001"],
    ["another response type", { response_type: "token" }, "20001"],
    ["an unknown client", { client_id: "cli_0000000000000000" }, "20048"],
    ["an address that is not listed", { redirect_uri: `${APP_URL}/elsewhere` }, "20029"],
    ["a trailing slash", { redirect_uri: `${CALLBACK}/` }, "20029"],
    ["a scope that is not enabled", { scope: "contact:user.email:readonly" }, "20027"],
    [
      "more than 50 scopes",
      { scope: Array.from({ length: 51 }, (_one, index) => `s:${index}`).join(" ") },
      "20063",
    ],
    ["an unknown challenge method", { code_challenge: "x", code_challenge_method: "S512" }, "20063"],
  ])("keeps the person there for %s", async (_what, query, code) => {
    const answer = await authorize(query);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.headers.get("location")).toBeNull();
    expect(answer.text).toContain(code);
  });

  it.each([
    [
      "outside the range",
      () => bench.control.changeApp(appId, { availability: { kind: "users", userIds: ["chenming"] } }),
    ],
    ["on the black list", () => bench.control.changeApp(appId, { blackList: ["wangxiaoyu"] })],
    ["of another tenant", () => bench.control.authorizeScenario({ decision: "approve", userId: "zhoulan" })],
  ])("keeps a person there who is %s", async (_what, arrange) => {
    await arrange();
    const answer = await authorize({});
    expect([answer.status, answer.text.includes("4401")]).toEqual([403, true]);
  });

  it("returns code and state behind the query, before the fragment, byte for byte", async () => {
    const answer = await authorize({ redirect_uri: `${CALLBACK}?a=1#part` }, "&state=a%2Bb%20c~%E4%BD%A0");
    const location = answer.headers.get("location") ?? "";
    expect(answer.status).toBe(302);
    expect(location).toMatch(
      /^https:\/\/ailink\.example\.test\/thirdparty\/feishu\/cli_\w+\/oauth2\/callback\?a=1&code=[\w-]{64}&state=a%2Bb%20c~%E4%BD%A0#part$/,
    );
  });

  it("returns a refusal, with state only if it was sent", async () => {
    await bench.control.authorizeScenario({ decision: "refuse", userId: "wangxiaoyu" });
    expect((await authorize({}, "&state=s1")).headers.get("location")).toBe(
      `${CALLBACK}?error=access_denied&state=s1`,
    );
    expect((await authorize({})).headers.get("location")).toBe(`${CALLBACK}?error=access_denied`);
  });

  it("asks whom it shows, then for approval, when no scenario decides", async () => {
    await bench.control.authorizeScenario({});
    expect((await authorize({})).text).toContain("Choose a Feishu user");
    const cookie = "local_feishu_person=emmalin";
    const url = `${bench.feishu.url}/open-apis/authen/v1/authorize`;
    const query = new URLSearchParams({
      client_id: appId,
      response_type: "code",
      redirect_uri: CALLBACK,
      state: "s",
    }).toString();
    const asked = await request(`${url}?${query}`, { headers: { cookie } });
    expect(asked.text).toContain("Emma Lin");
    const decided = await request(`${url}/decision`, {
      method: "POST",
      headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ query, decision: "approve" }).toString(),
    });
    expect(decided.headers.get("location")).toMatch(/\?code=[\w-]{64}&state=s$/);
  });
});

describe("the token endpoint", () => {
  it.each([
    ["no JSON", "{", {}, 20063],
    ["no code", { code: undefined }, {}, 20001],
    ["another grant", { grant_type: "password" }, {}, 20036],
    ["an unknown app", { client_id: "cli_0000000000000000" }, {}, 20048],
    ["two ways of authentication", {}, { authorization: "Basic eDp5" }, 20070],
    ["a wrong secret", { client_secret: "wrong" }, {}, 20002],
    ["an unknown code", { code: "nothing" }, {}, 20003],
    ["another address", { redirect_uri: `${APP_URL}/feishu/${appId}` }, {}, 20071],
    ["no address", { redirect_uri: undefined }, {}, 20071],
    ["a verifier nobody asked for", { code_verifier: VERIFIER }, {}, 20049],
    ["a scope that was not authorised", { scope: "a:b" }, {}, 20068],
    ["the same scope twice", { scope: "a:b a:b" }, {}, 20067],
  ])("refuses %s in OAuth's own form", async (_what, body, headers, code) => {
    const good = { code: await codeFor() };
    const answer =
      typeof body === "string"
        ? await postJson(`${bench.feishu.url}/open-apis/authen/v2/oauth/token`, body)
        : await exchange({ ...good, ...body }, headers);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect(Object.keys(answer.body)).toEqual(["code", "error", "error_description"]);
  });

  it("checks the app before the secret, the secret before the code, the code before the address", async () => {
    await bench.control.changeApp(appId, { status: "disabled" });
    expect((await exchange({ code: "x", client_secret: "wrong" })).body.code).toBe(20069);
    await bench.control.changeApp(appId, { status: "enabled" });
    expect((await exchange({ code: "x", client_secret: "wrong" })).body.code).toBe(20002);
    expect((await exchange({ code: "x", redirect_uri: "y" })).body.code).toBe(20003);
  });

  it("takes a code once, within five minutes, from its own app", async () => {
    const code = await codeFor();
    const b1 = { client_id: demoApps.b1.appId, client_secret: demoApps.b1.appSecret };
    expect((await exchange({ code, ...b1 })).body.code).toBe(20024);
    const first = await exchange({ code });
    expect(first.body).toMatchObject({ code: 0, token_type: "Bearer", expires_in: 7200 });
    expect(String(first.body["access_token"]).length).toBeGreaterThan(1000);
    expect(first.body).not.toHaveProperty("refresh_token");
    expect((await exchange({ code })).body.code).toBe(20065);
    const late = await codeFor();
    await bench.control.advance(301_000);
    expect((await exchange({ code: late })).body.code).toBe(20004);
  });

  it.each([
    ["S256", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
    ["plain", VERIFIER],
  ])("checks the %s challenge", async (method, challenge) => {
    const code = await codeFor({ code_challenge: challenge, code_challenge_method: method });
    expect((await exchange({ code, code_verifier: VERIFIER })).body.code).toBe(0);
    const second = await codeFor({ code_challenge: challenge, code_challenge_method: method });
    expect((await exchange({ code: second })).body.code).toBe(20049);
  });

  it("takes a challenge without a method as plain", async () => {
    const code = await codeFor({ code_challenge: VERIFIER });
    expect((await exchange({ code, code_verifier: VERIFIER })).body.code).toBe(0);
  });

  it.each([
    [true, 20065],
    [false, 0],
  ])("spends the code on a failed PKCE check: %s", async (consumeOnPkceFailure, then) => {
    await bench.control.setQuirks({ consumeOnPkceFailure });
    const code = await codeFor({ code_challenge: VERIFIER });
    expect((await exchange({ code, code_verifier: "z".repeat(43) })).body.code).toBe(20049);
    expect((await exchange({ code, code_verifier: VERIFIER })).body.code).toBe(then);
  });

  it("does without the address when the quirk says so", async () => {
    await bench.control.setQuirks({ redirectUriRequired: false });
    expect((await exchange({ code: await codeFor(), redirect_uri: undefined })).body.code).toBe(0);
  });

  it.each([
    ["left the range", () => bench.control.changeApp(appId, { blackList: ["wangxiaoyu"] }), 20010],
    ["was frozen", () => bench.control.changeUser("wangxiaoyu", { status: "frozen" }), 20066],
    ["is not registered", () => bench.control.changeUser("wangxiaoyu", { status: "unregistered" }), 20008],
    ["has an app that was withdrawn", () => bench.control.unpublish(appId), 20009],
  ])("refuses a person who meanwhile %s", async (_what, arrange, code) => {
    const issued = await codeFor();
    await arrange();
    expect((await exchange({ code: issued })).body.code).toBe(code);
  });

  it("in version 3 takes a form, and fails with PKCE while the quirk holds", async () => {
    const ask = async (v3PkceBroken: boolean) => {
      await bench.control.setQuirks({ v3PkceBroken });
      const code = await codeFor({ code_challenge: VERIFIER });
      const form = {
        grant_type: "authorization_code",
        client_id: appId,
        client_secret: appSecret,
        redirect_uri: CALLBACK,
        code,
        code_verifier: VERIFIER,
      };
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const answer = await request(`${bench.feishu.url}/oauth/v3/token`, {
        method: "POST",
        headers,
        body: new URLSearchParams(form).toString(),
      });
      return answer.body.code;
    };
    expect([await ask(true), await ask(false)]).toEqual([20049, 0]);
  });
});

describe("who signed in", () => {
  it.each([
    ["garbage", "eyJgarbage", 200, 20005],
    ["a tenant token", "t-1", 400, 99991663],
    ["no known prefix", "garbage", 400, 99991671],
  ])("is not told to %s", async (_what, token, status, code) => {
    expect(await userInfo(token)).toMatchObject({ status, body: { code } });
  });

  it.each([
    ["resigned", 20021],
    ["frozen", 20022],
    ["unregistered", 20023],
  ] as const)("is not told of somebody %s", async (status, code) => {
    const token = String((await exchange({ code: await codeFor() })).body["access_token"]);
    await bench.control.changeUser("wangxiaoyu", { status });
    expect(await userInfo(token)).toMatchObject({ status: 200, body: { code } });
  });

  it("includes the mail address only with its scope, and ends with the token", async () => {
    const { apps } = await bench.control.state();
    const scopes = apps.find((app) => app.appId === appId)?.draft.scopes ?? [];
    await bench.control.changeApp(appId, {
      draft: { scopes: [...scopes, { scope: "contact:user.email:readonly", tokenType: "user" }] },
    });
    await bench.control.publishVersion(appId);
    const token = String((await exchange({ code: await codeFor() })).body["access_token"]);
    expect((await userInfo(token)).body.data).toHaveProperty("email");
    await bench.control.advance(7201_000);
    expect((await userInfo(token)).body.code).toBe(99991677);
  });

  it("may be of another tenant only with the quirk", async () => {
    await bench.control.setQuirks({ otherTenantMayAuthorize: true });
    await bench.control.authorizeScenario({ decision: "approve", userId: "zhoulan" });
    const token = String((await exchange({ code: await codeFor() })).body["access_token"]);
    expect((await userInfo(token)).body.data).toMatchObject({ tenant_key: "81f0c2d4a7b93e65" });
  });
});
