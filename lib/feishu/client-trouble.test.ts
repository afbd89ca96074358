import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FeishuControl } from "@/e2e/feishu/control-client";
import { demoApps } from "@/e2e/feishu/demo-seed";
import { type LocalFeishu, startLocalFeishu } from "@/e2e/feishu/server";
import { feishuClient } from "@/lib/feishu/client";
import { sdkLogger } from "@/lib/feishu/sdk-logger";
import { log } from "@/lib/log/logger";

const { a1 } = demoApps;
const tokenRoute = "auth.tenant_access_token";

let feishu: LocalFeishu;
let control: FeishuControl;
let timeoutMs = 3_000;

/** Each test its own connection: the timeout is part of what identifies one. */
const clientOf = (app: { appId: string; appSecret: string } = a1) => feishuClient(app, { timeoutMs });

beforeAll(async () => {
  feishu = await startLocalFeishu({ appUrl: "https://ailink.example.test" });
  vi.stubEnv("FEISHU_API_BASE", feishu.url);
  control = new FeishuControl(feishu.url);
});
beforeEach(async () => {
  await control.reset();
  timeoutMs += 1;
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => feishu.close());

describe("trouble on the way", () => {
  const troubles = [
    ["a reset", { kind: "reset" }, { kind: "connection", failure: "retry_soon" }],
    ["an HTML page", { kind: "html-502" }, { kind: "not_json", httpStatus: 502, failure: "retry_soon" }],
    [
      "half an answer",
      { kind: "truncated-json", when: "after" },
      { kind: "not_json", failure: "retry_soon" },
    ],
    ["a fault of Feishu", { kind: "error-500" }, { kind: "answered", code: 2200, failure: "retry_soon" }],
  ] as const;

  it.each(
    troubles.flatMap((trouble) => [tokenRoute, "tenant.query"].map((route) => [...trouble, route] as const)),
  )("of %s is a FeishuError that keeps no secret (%#)", async (_what, fault, expected, route) => {
    const said = captureLog();
    await control.addFault({ route, times: 0, ...fault });
    const thrown: unknown = await clientOf()
      .tenant()
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ name: "FeishuError", ...expected });
    expectNoSecret(thrown, said);
  });

  it("of a slow Feishu ends in time", async () => {
    const said = captureLog();
    await control.addFault({ route: "tenant.query", kind: "latency", delayMs: 10_000 });
    const started = performance.now();
    const thrown: unknown = await feishuClient(a1, { timeoutMs: 300 })
      .tenant()
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ name: "FeishuError", kind: "timeout", failure: "retry_soon" });
    expect(performance.now() - started).toBeLessThan(3_000);
    expectNoSecret(thrown, said);
  });

  it("leaves nothing in the log even when the SDK hands over a whole request", () => {
    const said = captureLog();
    const axiosError = Object.assign(new Error("Request failed"), {
      config: {
        data: JSON.stringify({ app_secret: a1.appSecret }),
        headers: { Authorization: "Bearer t-abc" },
      },
    });
    void sdkLogger.error([axiosError, { app_secret: a1.appSecret }, `app_secret=${a1.appSecret}`]);
    void sdkLogger.warn([[axiosError]]);
    expect(said).toHaveLength(2);
    expectNoSecret(axiosError.message, said);
  });
});

/** Everything the log is told from here on. */
function captureLog(): unknown[] {
  const said: unknown[] = [];
  for (const level of ["debug", "info", "warn"] as const) {
    vi.spyOn(log, level).mockImplementation((...parts) => void said.push(parts));
  }
  vi.spyOn(log, "error").mockImplementation((...parts) => void said.push(parts));
  return said;
}

function expectNoSecret(thrown: unknown, said: unknown[]): void {
  const everything = inspect([thrown, said], { depth: Number.POSITIVE_INFINITY, showHidden: true });
  expect(everything).not.toContain(a1.appSecret);
  expect(everything).not.toMatch(/\bt-[\w-]{8,}/);
  expect(everything).not.toMatch(/Bearer/i);
}
