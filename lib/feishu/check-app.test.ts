import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FeishuControl } from "@/e2e/feishu/control-client";
import { demoApps, demoTenants, manualScopes } from "@/e2e/feishu/demo-seed";
import { type LocalFeishu, startLocalFeishu } from "@/e2e/feishu/server";
import type { Fault } from "@/e2e/feishu/transport/faults";
import { AppError } from "@/lib/errors/app-error";
import { checkApp } from "@/lib/feishu/check-app";
import en from "@/lib/i18n/messages/en/errors-feishu.json";
import zhCn from "@/lib/i18n/messages/zh-CN/errors-feishu.json";
import { createTranslator } from "use-intl/core";

const appUrl = "https://ailink.example.test";
const { a1, b2 } = demoApps;

let feishu: LocalFeishu;
let control: FeishuControl;
let timeoutMs = 3_000;

type Credentials = { appId: string; appSecret: string };

const check = (credentials: Credentials = a1) => checkApp(credentials, { timeoutMs });

async function refusalOf(credentials: Credentials = a1): Promise<AppError> {
  const thrown: unknown = await check(credentials).then(
    () => "the check passed",
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error(`no refusal: ${inspect(thrown)}`);
  return thrown;
}

beforeAll(async () => {
  feishu = await startLocalFeishu({ appUrl });
  vi.stubEnv("FEISHU_API_BASE", feishu.url);
  control = new FeishuControl(feishu.url);
});
beforeEach(async () => {
  await control.reset();
  // Each test its own connection: the timeout is part of what identifies one.
  timeoutMs += 1;
});
afterAll(() => feishu.close());

/** An app that was never published: without versions, with its draft kept. */
const unpublish = () => control.unpublish(a1.appId);
const withDraft = async (draft: Parameters<FeishuControl["changeApp"]>[1]["draft"]) => {
  await control.changeApp(a1.appId, draft === undefined ? {} : { draft });
  await control.publishVersion(a1.appId);
};
const onlyScopes = (scopes: readonly string[]) =>
  withDraft({ scopes: scopes.map((scope) => ({ scope, tokenType: "tenant" as const })) });
const always = (fault: Partial<Fault> & Pick<Fault, "route" | "kind">) =>
  control.addFault({ ...fault, times: 0 });

describe("an app that is ready", () => {
  it("is told with its organization, for four counted calls", async () => {
    let counted = 0;
    const result = await checkApp(a1, { timeoutMs, onCounted: () => (counted += 1) });
    expect(result.refusal).toBeNull();
    expect(result.tenant).toMatchObject({ name: demoTenants.a.name, displayId: demoTenants.a.displayId });
    expect(counted).toBe((await control.journal()).filter((entry) => entry.counted).length);
    expect(counted).toBe(4);
  });

  it("is told with the version in force even if twenty newer ones are not", async () => {
    for (let made = 0; made < 21; made += 1)
      await control.publishVersion(a1.appId, { status: "not-submitted" });
    const { answers } = await check();
    const { application, versions } = answers;
    const onlineId = application && "value" in application ? application.value.onlineVersionId : null;
    expect(versions && "value" in versions && versions.value.at(-1)).toMatchObject({
      versionId: onlineId,
      webApp: { desktopUrl: `${appUrl}/feishu/${a1.appId}/workbench` },
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ["a redirect URL is missing", () => control.changeApp(a1.appId, { redirectUrls: [] })],
    [
      "the web app has another link",
      () => withDraft({ webApp: { pcUrl: "https://elsewhere.test/", mobileUrl: "" } }),
    ],
    ["there is no web app", () => withDraft({ webApp: null })],
    ["a newer version waits for review", () => control.publishVersion(a1.appId, { status: "under-review" })],
  ])("is accepted when %s: that can be repaired at any time", async (_what, arrange) => {
    await arrange();
    expect((await check()).refusal).toBeNull();
  });

  it("is answered with what keeps it from working, where the caller accepts that", async () => {
    await control.changeApp(a1.appId, { botDisabledByTenant: true });
    const { refusal, tenant } = await checkApp(a1, { timeoutMs, accepts: () => true });
    expect(refusal?.reason).toBe("feishu.bot_off");
    expect(tenant?.tenantKey).toBe(demoTenants.a.tenantKey);
  });
});

describe("an app that is not ready is refused for its own reason", () => {
  it("malformed App ID, without asking Feishu", async () => {
    expect((await refusalOf({ appId: "cli_123", appSecret: "x" })).reason).toBe("feishu.app_id_malformed");
    expect(await control.journal()).toEqual([]);
  });

  it("unknown App ID", async () => {
    const refusal = await refusalOf({ appId: "cli_0000000000000000", appSecret: "x" });
    expect(refusal).toMatchObject({ code: "INVALID_INPUT", reason: "feishu.app_id_unknown" });
  });

  it.each(["wrong", "", `${a1.appSecret}x`])("wrong secret %j", async (appSecret) => {
    const refusal = await refusalOf({ appId: a1.appId, appSecret });
    expect(refusal).toMatchObject({ code: "INVALID_INPUT", reason: "feishu.app_secret_wrong" });
  });

  it("a wrong secret right after the right one", async () => {
    await check();
    expect((await refusalOf({ appId: a1.appId, appSecret: "wrong" })).reason).toBe("feishu.app_secret_wrong");
  });

  it.each(["99991673", "open"] as const)("never published (gate: %s)", async (unpublishedAppGate) => {
    await control.setQuirks({ unpublishedAppGate });
    await unpublish();
    expect((await refusalOf()).reason).toBe("feishu.app_not_published");
  });

  it("in review, as far as Feishu keeps it from asking", async () => {
    await unpublish();
    await control.publishVersion(a1.appId, { status: "under-review" });
    expect((await refusalOf()).reason).toBe("feishu.app_not_published");
  });

  it.each([10014, 99991662] as const)("disabled (token call answers %i)", async (disabledAppCode) => {
    await control.setQuirks({ disabledAppCode });
    await control.changeApp(a1.appId, { status: "disabled" });
    expect((await refusalOf()).reason).toBe("feishu.app_disabled");
  });

  it.each(manualScopes)("scope %s missing", async (scope) => {
    await onlyScopes(manualScopes.filter((other) => other !== scope));
    expect(await refusalOf()).toMatchObject({
      code: "CONFLICT",
      reason: "feishu.scope_missing",
      details: { scopes: scope },
    });
  });

  it("all scopes missing are named together, although the first refused call names one", async () => {
    await onlyScopes(["im:message:send_as_bot"]);
    expect(await refusalOf()).toMatchObject({
      reason: "feishu.scope_missing",
      details: { scopes: "application:application:self_manage, cardkit:card:write, tenant:tenant:readonly" },
    });
  });

  it("a scope withheld by the administrator counts as missing", async () => {
    await control.changeApp(a1.appId, { withheldScopes: ["cardkit:card:write"] });
    expect((await refusalOf()).details).toMatchObject({ scopes: "cardkit:card:write" });
  });

  it("scopes withheld altogether are not taken for an app that was never published", async () => {
    await control.changeApp(a1.appId, { withheldScopes: [...manualScopes] });
    expect((await refusalOf()).reason).toBe("feishu.scope_missing");
  });

  it("missing scopes are told even when the list of scopes fails", async () => {
    await onlyScopes(["im:message:send_as_bot", "cardkit:card:write"]);
    await always({ route: "application.scopes.list", kind: "error-500" });
    expect(await refusalOf()).toMatchObject({
      reason: "feishu.scope_missing",
      details: { scopes: "application:application:self_manage, tenant:tenant:readonly" },
    });
  });

  it.each([200, 400] as const)("bot off (11205 with HTTP %i)", async (bot11205Status) => {
    await control.setQuirks({ bot11205Status });
    await withDraft({ bot: false });
    expect((await refusalOf()).reason).toBe("feishu.bot_off");
  });

  it("bot disabled by the administrator", async () => {
    await control.changeApp(a1.appId, { botDisabledByTenant: true });
    expect((await refusalOf()).reason).toBe("feishu.bot_off");
  });

  it("the misconfigured demo app", async () => {
    expect((await refusalOf(b2)).reason).toBe("feishu.scope_missing");
  });

  it("IP allow list, naming our address", async () => {
    await control.changeApp(a1.appId, { ipAllowList: ["203.0.113.7"] });
    expect(await refusalOf()).toMatchObject({
      reason: "feishu.ip_not_allowed",
      details: { address: "127.0.0.1" },
    });
  });

  it.each<[string, Fault["kind"], Partial<Fault>]>([
    ["feishu.unreachable", "reset", {}],
    ["feishu.unreachable", "error-500", {}],
    ["feishu.answer_not_understood", "html-502", {}],
    ["feishu.answer_not_understood", "truncated-json", { when: "after" }],
    ["feishu.quota_exhausted", "quota", {}],
    ["feishu.busy", "rate-limit", {}],
  ])("%s on %s, whichever call meets it", async (reason, kind, more) => {
    const reasons: string[] = [];
    for (const route of ["auth.tenant_access_token", "tenant.query", "application.versions.list"]) {
      await control.clearFaults();
      await always({ route, kind, ...more });
      reasons.push((await refusalOf()).reason);
    }
    expect(reasons).toEqual([reason, reason, reason]);
  });

  it("feishu.too_slow when an answer takes 10 s", async () => {
    for (const route of ["auth.tenant_access_token", "bot.info"]) {
      await control.clearFaults();
      await always({ route, kind: "latency", delayMs: 10_000 });
      const started = performance.now();
      await expect(checkApp(a1, { timeoutMs: 400 })).rejects.toMatchObject({
        code: "UPSTREAM_FAILED",
        reason: "feishu.too_slow",
      });
      expect(performance.now() - started).toBeLessThan(3_000);
    }
  });

  it("keeps no secret in any refusal", async () => {
    const refusals = [await refusalOf({ appId: a1.appId, appSecret: "Zq8wrong" })];
    await always({ route: "tenant.query", kind: "html-502" });
    refusals.push(await refusalOf());
    const everything = inspect(refusals, { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(everything).not.toContain(a1.appSecret);
    expect(everything).not.toContain("Zq8wrong");
    expect(everything).not.toMatch(/\bt-[\w-]{8,}|Bearer/);
  });
});

describe("texts", () => {
  it.each([
    ["en", en],
    ["zh-CN", zhCn],
  ] as const)("of every refusal can be written in %s", (locale, messages) => {
    const translate = createTranslator({ locale, messages: { feishu: messages } });
    const details = { scopes: "cardkit:card:write", address: "203.0.113.7", code: 777, logId: "log-1" };
    for (const reason of Object.keys(en) as (keyof typeof en)[]) {
      expect(translate(`feishu.${reason}`, details)).not.toMatch(/[{}]|^feishu\./);
    }
  });
});
