import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { FeishuControl } from "@/e2e/feishu/control-client";
import { demoApps, demoTenants } from "@/e2e/feishu/demo-seed";
import { type LocalFeishu, startLocalFeishu } from "@/e2e/feishu/server";
import { moveClock } from "@/lib/config/clock";
import { feishuClient } from "@/lib/feishu/client";

const { a1 } = demoApps;
const tokenRoute = "auth.tenant_access_token";

let feishu: LocalFeishu;
let control: FeishuControl;
let timeoutMs = 3_000;
let counted = 0;

/** Each test its own connection: the timeout is part of what identifies one. */
const clientOf = (app: { appId: string; appSecret: string } = a1) =>
  feishuClient(app, { timeoutMs, onCounted: () => (counted += 1) });

beforeAll(async () => {
  feishu = await startLocalFeishu({ appUrl: "https://ailink.example.test" });
  vi.stubEnv("FEISHU_API_BASE", feishu.url);
  control = new FeishuControl(feishu.url);
});
beforeEach(async () => {
  await control.reset();
  timeoutMs += 1;
  counted = 0;
});
afterAll(() => feishu.close());

describe("reading an app", () => {
  it("tells the organization, the app, its version, scopes and bot", async () => {
    const client = clientOf();
    const application = await client.application();
    const version = await client.version(application.onlineVersionId ?? "");

    expect(await client.tenant()).toMatchObject({
      name: demoTenants.a.name,
      displayId: demoTenants.a.displayId,
      tenantKey: demoTenants.a.tenantKey,
      tenantTag: 0,
    });
    expect(application).toMatchObject({ status: 1, versionInReviewId: null });
    expect(version).toMatchObject({
      status: 1,
      versionId: application.onlineVersionId,
      webApp: { desktopUrl: `https://ailink.example.test/feishu/${a1.appId}/workbench` },
    });
    expect((await client.scopes()).filter(({ granted }) => granted)).toHaveLength(4);
    expect((await client.bot()).activateStatus).toBe(2);
  });

  it("counts what Feishu counts, and only when it succeeded", async () => {
    const client = clientOf();
    await client.tenant();
    await client.scopes();
    await client.bot();
    await control.addFault({ route: "tenant.query", kind: "error-500" });
    await expect(client.tenant()).rejects.toMatchObject({ failure: "retry_soon" });

    const seen = (await control.journal({ appId: a1.appId })).filter((entry) => entry.counted);
    expect(counted).toBe(2);
    expect(seen).toHaveLength(2);
  });

  it("drops what it does not name, secrets first of all", async () => {
    await control.setQuirks({ appSecurityFields: true });
    const application = await clientOf().application();
    expect(Object.keys(application).toSorted()).toEqual(
      [
        "h5TrustedDomains",
        "name",
        "onlineVersionId",
        "redirectUrls",
        "status",
        "versionInReviewId",
      ].toSorted(),
    );
    expect(application.h5TrustedDomains).toEqual(["https://ailink.example.test"]);
  });
});

describe("the token", () => {
  it("is asked for once by calls that start together", async () => {
    const client = clientOf();
    await Promise.all([client.tenant(), client.scopes(), client.bot(), client.application()]);
    expect(await control.journal({ route: tokenRoute })).toHaveLength(1);
  });

  it.each([200, 400] as const)("is renewed once when Feishu revoked it (HTTP %i)", async (status) => {
    await control.setQuirks({ invalidTenantTokenStatus: status });
    const client = clientOf();
    await client.tenant();
    // A new secret ends every token; putting the old one back leaves our credentials right.
    await control.changeApp(a1.appId, { appSecret: "another-secret" });
    await control.changeApp(a1.appId, { appSecret: a1.appSecret });
    await control.clearJournal();

    await Promise.all([client.tenant(), client.scopes()]);

    const codes = (await control.journal({ appId: a1.appId })).filter(({ code }) => code === 0);
    expect(codes.map(({ route }) => route)).toContain("tenant.query");
    expect(await control.journal({ route: tokenRoute })).toHaveLength(1);
  });

  it("is renewed when its time is over", async () => {
    const client = clientOf();
    await client.tenant();
    await control.advance(7_200_000);
    const putBack = moveClock(7_200_000);
    await client.tenant().finally(putBack);
    expect(await control.journal({ route: tokenRoute })).toHaveLength(2);
    expect((await control.journal({ route: "tenant.query" })).map(({ code }) => code)).toEqual([0, 0]);
  });

  it("is not renewed for ever", async () => {
    const client = clientOf();
    await client.tenant();
    await control.changeApp(a1.appId, { appSecret: "another-secret" });
    await expect(client.tenant()).rejects.toMatchObject({
      failure: "channel_broken",
      code: 10014,
      wrongCredential: "app_secret",
    });
  });

  it("of the right secret never serves a wrong one", async () => {
    await clientOf().tenant();
    const wrong = clientOf({ appId: a1.appId, appSecret: "wrong" });
    await expect(wrong.verifyCredentials()).rejects.toMatchObject({
      code: 10014,
      wrongCredential: "app_secret",
    });
    await expect(wrong.tenant()).rejects.toMatchObject({ code: 10014 });
    await expect(clientOf().verifyCredentials()).resolves.toBeUndefined();
  });

  it("does not stand in for a check of the secret", async () => {
    const client = clientOf();
    await client.verifyCredentials();
    await control.changeApp(a1.appId, { appSecret: "another-secret" });
    await expect(client.verifyCredentials()).rejects.toMatchObject({ code: 10014 });
  });
});
