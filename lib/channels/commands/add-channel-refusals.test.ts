import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { currentTime } from "@/lib/config/clock";
import {
  aFeishuApp,
  anAccount,
  refusalOf,
  rowCounts,
  startTestFeishu,
  type TestApp,
} from "@/lib/testing/channel-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;

beforeAll(async () => {
  feishu = await startTestFeishu();
});
afterAll(() => feishu.close());
beforeEach(() => feishu.control.clearFaults());

const inputOf = ({ appId, appSecret }: TestApp) => ({ organizationName: tenant.name, appId, appSecret });
const add = (actor: Parameters<typeof addChannel>[0], input: Parameters<typeof addChannel>[1]) =>
  addChannel(actor, input, { now: currentTime() });

describe("without an active plan", () => {
  it.each([
    ["none", "channels.no_active_plan"],
    ["expired", "channels.plan_expired"],
    ["not_started", "channels.plan_not_started"],
  ] as const)("(%s) nothing is asked of Feishu and nothing stored", async (plan, reason) => {
    const { actor } = await anAccount(plan);
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    await feishu.control.clearJournal();
    expect(await refusalOf(() => add(actor, inputOf(app)))).toEqual({
      code: "FORBIDDEN",
      reason,
      changed: [],
    });
    expect(await feishu.control.journal()).toEqual([]);
  });
});

describe("a wrong app", () => {
  type Case = {
    break?: (app: TestApp) => Promise<unknown>;
    type?: (app: TestApp) => Partial<TestApp>;
    publish?: boolean;
  };
  const faulty = (route: string, kind: "reset" | "html-502" | "error-500" | "truncated-json") => () =>
    feishu.control.addFault({ route, kind, times: 0 });
  const published =
    (draft: Parameters<typeof feishu.control.changeApp>[1]["draft"]) => async (app: TestApp) => {
      await feishu.control.changeApp(app.appId, draft === undefined ? {} : { draft });
      await feishu.control.publishVersion(app.appId);
    };
  const cases: [string, Case, string, string][] = [
    [
      "a wrong secret",
      { type: () => ({ appSecret: "wrong-secret" }) },
      "INVALID_INPUT",
      "feishu.app_secret_wrong",
    ],
    [
      "a malformed App ID",
      { type: () => ({ appId: "cli_nonsense" }) },
      "INVALID_INPUT",
      "feishu.app_id_malformed",
    ],
    [
      "an unknown App ID",
      { type: () => ({ appId: "cli_00000000000000ff" }) },
      "INVALID_INPUT",
      "feishu.app_id_unknown",
    ],
    ["an unpublished app", { publish: false }, "CONFLICT", "feishu.app_not_published"],
    [
      "a missing scope",
      { break: published({ scopes: [{ scope: "tenant:tenant:readonly", tokenType: "tenant" }] }) },
      "CONFLICT",
      "feishu.scope_missing",
    ],
    ["a bot that is off", { break: published({ bot: false }) }, "CONFLICT", "feishu.bot_off"],
    [
      "a disabled app",
      { break: (app) => feishu.control.changeApp(app.appId, { status: "disabled" }) },
      "CONFLICT",
      "feishu.app_disabled",
    ],
    ["Feishu down", { break: faulty("*", "reset") }, "UPSTREAM_FAILED", "feishu.unreachable"],
    ["a fault of Feishu", { break: faulty("*", "error-500") }, "UPSTREAM_FAILED", "feishu.unreachable"],
    [
      "an answer in HTML",
      { break: faulty("*", "html-502") },
      "UPSTREAM_FAILED",
      "feishu.answer_not_understood",
    ],
    [
      "half an answer",
      { break: faulty("*", "truncated-json") },
      "UPSTREAM_FAILED",
      "feishu.answer_not_understood",
    ],
    [
      "Feishu slow",
      { break: () => feishu.control.addFault({ route: "*", kind: "latency", delayMs: 10_000, times: 1 }) },
      "UPSTREAM_FAILED",
      "feishu.too_slow",
    ],
  ];

  it.each(cases)("(%s) is refused and stores nothing", async (_name, broken, code, reason) => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey, broken.publish ?? true);
    await broken.break?.(app);
    const input = { ...inputOf(app), ...broken.type?.(app) };
    expect(await refusalOf(() => add(actor, input))).toEqual({ code, reason, changed: [] });
  });

  it("is added by the same input once it is repaired", async () => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey, false);
    expect(await refusalOf(() => add(actor, inputOf(app)))).toEqual({
      code: "CONFLICT",
      reason: "feishu.app_not_published",
      changed: [],
    });
    await feishu.control.publishVersion(app.appId);
    await expect(add(actor, inputOf(app))).resolves.toMatchObject({ appId: app.appId });
  });

  it.each([
    ["no organization name", { organizationName: "  " }],
    ["too long an organization name", { organizationName: "x".repeat(101) }],
    ["no App Secret", { appSecret: " " }],
  ])("(%s) does not pass the contract", async (_name, typed) => {
    const { actor } = await anAccount();
    const app = await aFeishuApp(feishu.control, tenant.tenantKey);
    const before = await rowCounts();
    await expect(add(actor, { ...inputOf(app), ...typed })).rejects.toMatchObject({ name: "ZodError" });
    expect(await rowCounts()).toEqual(before);
  });
});
