import { createContext, runInContext } from "node:vm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { requestFeishuCode } from "@/components/employee-sign-in/feishu-client";
import { APP_URL, type Bench, request, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
const { appId } = demoApps.a1;
const IN_CLIENT = "Mozilla/5.0 Chrome/121 Safari/537.36 Lark/7.27.8 LarkLocale/zh_CN";
const LISTED = `${APP_URL}/feishu/${appId}/workbench?group=g1`;
const UNLISTED = `${APP_URL}/feishu/${appId}/elsewhere`;

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(async () => {
  await bench.control.reset();
  await bench.control.jssdkScenario({ userId: "wangxiaoyu" });
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => bench.feishu.close());

interface Script {
  src: string;
  onLoad?: () => void;
}

/** A page in which the product's own code asks the client for a code. */
function askOn(page: string, userAgent = IN_CLIENT): Promise<string> {
  const window: Record<string, unknown> = { location: { href: page }, setTimeout, URLSearchParams };
  window["window"] = window;
  const run = async (script: Script) => {
    const { text } = await request(script.src, { headers: { "user-agent": userAgent } });
    runInContext(text, context);
    script.onLoad?.();
  };
  const append = (script: Script) => void run(script);
  const document = {
    currentScript: null,
    querySelector: () => null,
    head: { append, appendChild: append },
    createElement: () => ({
      remove: () => {},
      addEventListener(event: string, listener: () => void) {
        if (event === "load") Object.assign(this, { onLoad: listener });
      },
    }),
  };
  window["document"] = document;
  const context = createContext(window);
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", document);
  return requestFeishuCode(appId, `${bench.feishu.url}/jssdk/h5-js-sdk.js`);
}

it("gets a code on a listed page, from an old client too", async () => {
  expect(await askOn(LISTED)).toMatch(/^[\w-]{64}$/);
  await bench.control.jssdkScenario({ userId: "wangxiaoyu", behaviour: "errno103" });
  expect(await askOn(LISTED)).toMatch(/^[\w-]{64}$/);
});

it.each([20029, 104, 103])("fails on a page that is not listed, whatever its errno (%i)", async (errno) => {
  await bench.control.setQuirks({ unlistedPageErrno: errno });
  await expect(askOn(UNLISTED)).rejects.toThrow(`Feishu gave no code (${errno})`);
});

it("fails when the person declines, and outside of the client", async () => {
  await bench.control.jssdkScenario({ userId: "wangxiaoyu", behaviour: "cancel" });
  await expect(askOn(LISTED)).rejects.toThrow("Feishu gave no code (2601002)");
  await expect(askOn(LISTED, "Mozilla/5.0 Chrome/121 Safari/537.36")).rejects.toThrow(
    "Not a web-app container",
  );
});

it.each(["Lark", "Feishu", "WebApp"])(
  "needs the client's token in the user agent, whichever it is (%s)",
  async (token) => {
    await bench.control.jssdkScenario({ userId: "wangxiaoyu", userAgentToken: token });
    expect(await askOn(LISTED, `${IN_CLIENT} ${token}/1.0`)).toMatch(/^[\w-]{64}$/);
    await expect(askOn(LISTED, "Mozilla/5.0")).rejects.toThrow("Not a web-app container");
  },
);
