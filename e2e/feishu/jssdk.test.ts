import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { APP_URL, type Bench, postJson, request, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
const { appId, appSecret } = demoApps.a1;
const PAGE = `${APP_URL}/feishu/${appId}/workbench?group=g1#x`;
const IN_CLIENT = "Mozilla/5.0 Chrome/121 Safari/537.36 Lark/7.27.8 LarkLocale/zh_CN";

interface Answered {
  code?: string;
  state?: string;
  errno?: number;
}

type Login = (options: Record<string, unknown>) => void;

interface ClientGlobals {
  h5sdk?: { ready: (callback: () => void) => void };
  tt?: { requestAccess: Login; requestAuthCode: Login };
}

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.control.reset();
  await bench.control.jssdkScenario({ userId: "wangxiaoyu" });
});
afterAll(() => bench.feishu.close());

/** A page that runs scripts and nothing more. */
async function openPage(userAgent = IN_CLIENT, href = PAGE): Promise<ClientGlobals> {
  const get = async (url: string) => (await request(url, { headers: { "user-agent": userAgent } })).text;
  const window: Record<string, unknown> = { location: { href }, setTimeout, URLSearchParams };
  window["window"] = window;
  const appendChild = (script: { src: string }) =>
    void get(script.src).then((source) => void runInContext(source, context));
  window["document"] = {
    currentScript: { nonce: "n" },
    head: { appendChild },
    createElement: () => ({ remove: () => {} }),
  };
  const context = createContext(window);
  runInContext(await get(`${bench.feishu.url}/jssdk/h5-js-sdk.js`), context);
  return window;
}

function login(
  globals: ClientGlobals,
  api: "requestAccess" | "requestAuthCode",
  options: Record<string, unknown>,
  patience = 3000,
) {
  return new Promise<Answered | "silence">((resolve) => {
    setTimeout(() => resolve("silence"), patience);
    globals.h5sdk?.ready(() => globals.tt?.[api]({ ...options, success: resolve, fail: resolve }));
  });
}

const exchange = (answered: Answered | "silence") =>
  postJson(`${bench.feishu.url}/open-apis/authen/v2/oauth/token`, {
    grant_type: "authorization_code",
    client_id: appId,
    client_secret: appSecret,
    code: answered === "silence" ? "" : answered.code,
  });

it("defines its globals only inside the client", async () => {
  expect(await openPage("Mozilla/5.0 Chrome/121 Safari/537.36")).not.toHaveProperty("tt");
  expect(await openPage()).toHaveProperty("tt");
  await bench.control.jssdkScenario({ userAgentToken: "WebApp" });
  expect(await openPage()).not.toHaveProperty("h5sdk");
});

describe.each([
  ["requestAccess", { appID: appId, scopeList: [] }, { appId }, 180_000],
  ["requestAuthCode", { appId }, { appID: appId }, 300_000],
] as const)("%s", (api, options, misspelt, lifetime) => {
  it("gives a code of the app that is exchanged without an address", async () => {
    const answered = await login(await openPage(), api, { ...options, state: "s 1" });
    expect(answered).toMatchObject({ errMsg: `${api}:ok`, state: "s 1" });
    expect((await exchange(answered)).body.code).toBe(0);
    expect((await exchange(answered)).body.code).toBe(20065);
  });

  it("gives a code that lives as long as the platform says", async () => {
    await bench.control.moveClock({ frozen: true });
    const [early, late] = [
      await login(await openPage(), api, options),
      await login(await openPage(), api, options),
    ];
    await bench.control.advance(lifetime - 1);
    expect((await exchange(early)).body.code).toBe(0);
    await bench.control.advance(1);
    expect((await exchange(late)).body.code).toBe(20004);
  });

  it("fails for a misspelt parameter, a page that is not listed and a person outside the range", async () => {
    expect(await login(await openPage(), api, misspelt)).toMatchObject({ errno: 104 });
    expect(await login(await openPage(IN_CLIENT, `${APP_URL}/other`), api, options)).toMatchObject({
      errno: 20029,
    });
    await bench.control.changeApp(appId, { blackList: ["wangxiaoyu"] });
    expect(await login(await openPage(), api, options)).toMatchObject({ errno: 4401 });
  });
});

it.each([
  ["cancel", { errno: 2601002 }],
  ["errno103", { errno: 103 }],
  ["never-calls-back", "silence"],
  ["never-ready", "silence"],
] as const)("plays the scenario %s", async (behaviour, expected) => {
  await bench.control.jssdkScenario({ behaviour, userId: "wangxiaoyu" });
  const answered = await login(await openPage(), "requestAccess", { appID: appId, scopeList: [] }, 250);
  expect({ answered }).toMatchObject({ answered: expected });
});

it("lets the older API pass where the newer one is unknown", async () => {
  await bench.control.jssdkScenario({ behaviour: "errno103", userId: "wangxiaoyu" });
  expect(await login(await openPage(), "requestAuthCode", { appId })).toHaveProperty("code");
});

it("knows whose client it is by the user agent, or by who opened the app in it", async () => {
  await bench.control.jssdkScenario({});
  const options = { appID: appId, scopeList: [] };
  expect(await login(await openPage(), "requestAccess", options)).toMatchObject({ errno: 10235 });
  expect(
    await login(await openPage(`${IN_CLIENT} LocalFeishuPerson/emmalin`), "requestAccess", options),
  ).toHaveProperty("code");
  await request(`${bench.feishu.url}/client/web_app/open?appId=${appId}`, {
    headers: { "user-agent": IN_CLIENT, cookie: "local_feishu_person=emmalin" },
  });
  expect(await login(await openPage(), "requestAccess", options)).toHaveProperty("code");
});
