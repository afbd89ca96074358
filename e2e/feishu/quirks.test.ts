import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { APP_URL, type Bench, postJson, request, startBench } from "./contract-bench";
import { demoApps, demoTenants } from "./demo-seed";
import type { Quirks } from "./state/quirks";

let bench: Bench;
const { appId, appSecret } = demoApps.a1;
const CALLBACK = `${APP_URL}/thirdparty/feishu/${appId}/oauth2/callback`;
const TENANT = "/open-apis/tenant/v2/tenant/query";

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.control.reset();
  await bench.control.authorizeScenario({ decision: "approve", userId: "wangxiaoyu" });
});
afterAll(() => bench.feishu.close());

const askToken = () =>
  postJson(`${bench.feishu.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    app_id: appId,
    app_secret: appSecret,
  });

const authorize = (redirectUri: string) => {
  const query = new URLSearchParams({ client_id: appId, response_type: "code", redirect_uri: redirectUri });
  return request(`${bench.feishu.url}/open-apis/authen/v1/authorize?${query.toString()}`);
};

const exchange = (code: unknown) =>
  postJson(`${bench.feishu.url}/open-apis/authen/v2/oauth/token`, {
    grant_type: "authorization_code",
    client_id: appId,
    client_secret: appSecret,
    redirect_uri: CALLBACK,
    code,
  });

async function aCode(): Promise<string> {
  const back = await authorize(CALLBACK);
  return new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

const codeOf = async (answer: Promise<{ body: { code?: number } }>) => (await answer).body.code;

/** What one observation gives under each setting of a quirk. */
type Settings<K extends keyof Quirks> = readonly (readonly [Quirks[K], unknown])[];
const row = <K extends keyof Quirks>(
  name: K,
  observe: () => Promise<unknown>,
  settings: Settings<K>,
): [string, () => Promise<unknown>, (readonly [Partial<Quirks>, unknown])[]] => [
  name,
  observe,
  settings.map(([value, seen]) => [{ [name]: value }, seen] as const),
];

const statusAndCode = async (answer: Promise<{ status: number; body: { code?: number } }>) => {
  const { status, body } = await answer;
  return [status, body.code];
};

describe("each setting shows", () => {
  it.each([
    row(
      "unpublishedAppToken",
      async () => {
        await bench.control.unpublish(appId);
        return codeOf(askToken());
      },
      [
        ["issued", 0],
        ["10014", 10014],
        ["99991662", 99991662],
        ["99991673", 99991673],
      ],
    ),
    row(
      "disabledAppCode",
      async () => {
        await bench.control.changeApp(appId, { status: "disabled" });
        return statusAndCode(askToken());
      },
      [
        [10014, [200, 10014]],
        [99991662, [200, 99991662]],
        [99991673, [200, 99991673]],
      ],
    ),
    row(
      "unstatedStatus",
      async () => {
        const stranger = await bench.send("a1", `ou_${"0".repeat(32)}`, { text: "x" });
        await bench.control.changeApp(appId, { ipAllowList: ["203.0.113.9"] });
        const { status, body } = await bench.call("a1", "GET", TENANT);
        return [stranger.status, stranger.body.code, status, body.code];
      },
      [
        [200, [200, 99992351, 200, 99991401]],
        [400, [400, 99992351, 400, 99991401]],
        [403, [403, 99992351, 403, 99991401]],
      ],
    ),
    row(
      "invalidTenantTokenStatus",
      () =>
        statusAndCode(
          request(`${bench.feishu.url}${TENANT}`, { headers: { authorization: "Bearer t-unknown" } }),
        ),
      [
        [200, [200, 99991663]],
        [400, [400, 99991663]],
      ],
    ),
    row(
      "redirectUrlComparison",
      async () => [
        (await authorize(`${CALLBACK}/`)).status,
        (await authorize(CALLBACK.replace("/oauth2/", "/OAuth2/"))).status,
        (await authorize(`${CALLBACK}x`)).status,
      ],
      [
        ["exact", [400, 400, 400]],
        ["forgiving", [302, 302, 400]],
      ],
    ),
    row(
      "usedCodeCode",
      async () => {
        const code = await aCode();
        await exchange(code);
        return codeOf(exchange(code));
      },
      [
        [20065, 20065],
        [20003, 20003],
      ],
    ),
    row(
      "oauthErrorWords",
      async () => [(await exchange("nothing")).body["error"], (await exchange(7)).body["error"]],
      [
        ["oauth", ["invalid_grant", "invalid_request"]],
        ["platform", ["invalid_grant", "platform_error_20001"]],
      ],
    ),
    row(
      "unknownUserTokenCode",
      () =>
        statusAndCode(
          request(`${bench.feishu.url}/open-apis/authen/v1/user_info`, {
            headers: { authorization: "Bearer eyJgarbage" },
          }),
        ),
      [
        [20005, [200, 20005]],
        [99991668, [400, 99991668]],
      ],
    ),
    row(
      "unlistedPageErrno",
      async () => {
        await bench.control.jssdkScenario({ userId: "wangxiaoyu" });
        const query = new URLSearchParams({
          api: "requestAccess",
          appID: appId,
          callback: "__localFeishu1",
          page: `${APP_URL}/elsewhere`,
        });
        const headers = { "user-agent": "Lark/7.27" };
        const answer = await request(`${bench.feishu.url}/jssdk/call?${query.toString()}`, { headers });
        return /"errno":(\d+)/.exec(answer.text)?.[1];
      },
      [
        [20029, "20029"],
        [104, "104"],
      ],
    ),
    row(
      "allMembersInWhiteList",
      async () => {
        const path =
          "/open-apis/application/v6/applications/me/visibility/check_white_black_list?user_id_type=open_id";
        const body = { user_ids: [await bench.openId("a1", "chenming")] };
        const { data } = (await bench.call("a1", "POST", path, body)).body;
        return data?.["user_visibility_list"];
      },
      [
        [true, [expect.objectContaining({ in_white_list: true })]],
        [false, [expect.objectContaining({ in_white_list: false })]],
      ],
    ),
    row(
      "scopeTypeInScopeList",
      async () => {
        const { data } = (await bench.call("a1", "GET", "/open-apis/application/v6/scopes")).body;
        return JSON.stringify(data).includes("scope_type");
      },
      [
        [true, true],
        [false, false],
      ],
    ),
    row(
      "appLinkReload",
      () =>
        bench.control.click(
          "wangxiaoyu",
          `${bench.feishu.url}/client/web_app/open?appId=${appId}&path=/x&reload=true`,
        ),
      [
        ["own", { target: `${APP_URL}/x` }],
        ["passed-on", { target: `${APP_URL}/x?reload=true` }],
      ],
    ),
    row(
      "quotaCounts",
      async () => {
        await bench.call("a1", "GET", TENANT);
        await bench.call("a1", "GET", "/open-apis/bot/v3/info");
        await bench.send("a1", await bench.openId("a1", "wangxiaoyu"), {});
        return (await bench.control.state()).tenants[0]?.quotaUsed;
      },
      [
        ["assumed", 2],
        ["messages-only", 1],
        ["every-call", 3],
      ],
    ),
    row(
      "quotaZone",
      async () => {
        const midnightInShanghai = Date.UTC(2026, 8, 30, 16);
        await bench.control.moveClock({ setTo: midnightInShanghai - 1, frozen: true });
        await bench.control.changeTenant(demoTenants.a.tenantKey, { quotaLimit: 1 });
        const codes = [
          await codeOf(bench.call("a1", "GET", TENANT)),
          await codeOf(bench.call("a1", "GET", TENANT)),
        ];
        await bench.control.advance(1);
        codes.push(await codeOf(bench.call("a1", "GET", TENANT)));
        await bench.control.advance(8 * 3_600_000);
        return [...codes, await codeOf(bench.call("a1", "GET", TENANT))];
      },
      [
        ["Asia/Shanghai", [0, 99991403, 0, 99991403]],
        ["UTC", [0, 99991403, 99991403, 0]],
      ],
    ),
    row(
      "appSecurityFields",
      async () => {
        const path = "/open-apis/application/v6/applications/me?lang=zh_cn";
        const app = (await bench.call("a1", "GET", path)).body.data?.["app"] ?? {};
        const given = Object.keys(app);
        return ["security", "event", "callback_info", "encryption", "secret"].filter((name) =>
          given.includes(name),
        );
      },
      [
        [false, []],
        [true, ["security", "event", "callback_info", "encryption", "secret"]],
      ],
    ),
  ])("%s", async (_name, observe, settings) => {
    for (const [quirk, seen] of settings) {
      await bench.control.reset();
      await bench.control.authorizeScenario({ decision: "approve", userId: "wangxiaoyu" });
      await bench.control.setQuirks(quirk);
      expect([quirk, await observe()]).toEqual([quirk, seen]);
    }
  });

  it("and hides the secrets it returns from the journal", async () => {
    await bench.control.setQuirks({ appSecurityFields: true });
    await bench.call("a1", "GET", "/open-apis/application/v6/applications/me?lang=zh_cn");
    expect(JSON.stringify(await bench.control.journal())).not.toContain(appSecret);
  });
});
