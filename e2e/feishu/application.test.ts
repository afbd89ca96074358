import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { APP_URL, type Bench, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
const APPLICATIONS = "/open-apis/application/v6/applications";
const { appId } = demoApps.a1;

beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.control.reset());
afterAll(() => bench.feishu.close());

it.each([
  ["without a language", `${APPLICATIONS}/me`, 99992402],
  ["in an unknown language", `${APPLICATIONS}/me?lang=de_de`, 99992402],
  ["for a malformed app", `${APPLICATIONS}/cli_x?lang=zh_cn`, 210503],
  ["for an app of another tenant", `${APPLICATIONS}/${demoApps.b1.appId}?lang=zh_cn`, 210504],
  ["for an app that does not exist", `${APPLICATIONS}/cli_0000000000000000?lang=zh_cn`, 210506],
  ["for another app of the tenant", `${APPLICATIONS}/${demoApps.a2.appId}?lang=zh_cn`, 210508],
  ["for a version of another app", `${APPLICATIONS}/me/app_versions/OTHER?lang=zh_cn`, 211003],
  ["for a version that does not exist", `${APPLICATIONS}/me/app_versions/oav_0?lang=zh_cn`, 211002],
  ["for an unknown order", `${APPLICATIONS}/me/app_versions?lang=zh_cn&order=7`, 210514],
  ["for a made-up page", `${APPLICATIONS}/me/app_versions?lang=zh_cn&page_token=abc`, 210500],
])("does not describe an app %s", async (_what, path, code) => {
  const { apps } = await bench.control.state();
  const other = apps.find((app) => app.appId === demoApps.b1.appId)?.versions[0]?.versionId ?? "";
  expect(await bench.call("a1", "GET", path.replace("OTHER", other))).toMatchObject({
    status: 400,
    body: { code },
  });
});

it("freezes abilities and scopes in a version, while redirect URLs change at once", async () => {
  const moved = { pcUrl: `${APP_URL}/elsewhere`, mobileUrl: `${APP_URL}/elsewhere` };
  await bench.control.changeApp(appId, { redirectUrls: [`${APP_URL}/only`], draft: { webApp: moved } });
  const before = await bench.call("a1", "GET", `${APPLICATIONS}/me?lang=zh_cn`);
  expect(before.body.data?.["app"]).toMatchObject({ redirect_urls: [`${APP_URL}/only`] });

  const submitted = await bench.control.publishVersion(appId, { status: "under-review" });
  const inReview = await bench.call("a1", "GET", `${APPLICATIONS}/me?lang=zh_cn`);
  expect(inReview.body.data?.["app"]).toMatchObject({ unaudit_version_id: submitted.versionId });
  await bench.control.decideVersion(appId, submitted.versionId, "approved");

  const list = await bench.call("a1", "GET", `${APPLICATIONS}/me/app_versions?lang=zh_cn&page_size=1`);
  expect(list.body.data).toMatchObject({
    has_more: true,
    items: [{ version_id: submitted.versionId, status: 1, ability: { web_app: { pc_url: moved.pcUrl } } }],
  });
  const next = String(list.body.data?.["page_token"]);
  const rest = await bench.call(
    "a1",
    "GET",
    `${APPLICATIONS}/me/app_versions?lang=zh_cn&page_size=1&page_token=${next}`,
  );
  expect(rest.body.data).toMatchObject({
    has_more: false,
    items: [{ ability: { web_app: { pc_url: `${APP_URL}/feishu/${appId}/workbench` } } }],
  });
  await bench.control.advance(3 * 3600_000);
  expect(
    (await bench.call("a1", "GET", `${APPLICATIONS}/me/app_versions?lang=zh_cn&page_token=${next}`)).body
      .code,
  ).toBe(210501);
});

it("shows an app that was never published as far as the quirk lets it", async () => {
  await bench.control.unpublish(appId);
  await bench.control.setQuirks({ unpublishedAppGate: "open" });
  expect(await bench.call("a1", "GET", "/open-apis/bot/v3/info")).toMatchObject({
    status: 400,
    body: { code: 11205 },
  });
  expect((await bench.call("a1", "GET", `${APPLICATIONS}/me?lang=zh_cn`)).body.code).toBe(99991672);
  const scopes = await bench.call("a1", "GET", "/open-apis/application/v6/scopes");
  expect(scopes.body.data?.["scopes"]).toContainEqual(
    expect.objectContaining({ scope_name: "cardkit:card:write", grant_status: 2 }),
  );
});

it.each([200, 400] as const)("says with HTTP %i that there is no bot", async (status) => {
  await bench.control.setQuirks({ bot11205Status: status });
  const answer = await bench.call("b2", "GET", "/open-apis/bot/v3/info");
  expect([answer.status, answer.body.code, answer.body.msg]).toEqual([status, 11205, "app do not have bot"]);
});

it("says that the tenant switched the bot off", async () => {
  await bench.control.changeApp(appId, { botDisabledByTenant: true });
  expect((await bench.call("a1", "GET", "/open-apis/bot/v3/info")).body["bot"]).toMatchObject({
    activate_status: 1,
  });
});

it.each([
  ["absent", undefined],
  ["null", null],
  ["empty", {}],
] as const)("shows a version without a bot as %s", async (quirk, bot) => {
  await bench.control.setQuirks({ abilityBotWithoutBot: quirk });
  const list = await bench.call("b2", "GET", `${APPLICATIONS}/me/app_versions?lang=zh_cn`);
  const items = (list.body.data?.["items"] ?? []) as { ability: { bot?: unknown } }[];
  expect(items.map((version) => version.ability.bot)).toEqual([bot]);
});

it("returns the security settings only with the quirk", async () => {
  await bench.control.setQuirks({ appSecurityFields: true });
  const answer = await bench.call("a1", "GET", `${APPLICATIONS}/me?lang=en_us`);
  expect(answer.body.data?.["app"]).toMatchObject({
    app_name: "Cloud Enterprise Service",
    security: { h5_trusted_domains: [APP_URL] },
  });
});

it.each([
  ["101 people", Array.from({ length: 101 }, () => "ou_1"), 210001],
  ["a person nobody is", [`ou_${"0".repeat(32)}`], 99992351],
  ["something that is no text", [7], 210001],
])("does not tell whether the app is available to %s", async (_what, userIds, code) => {
  const path = `${APPLICATIONS}/me/visibility/check_white_black_list?user_id_type=open_id`;
  const answer = await bench.call("a1", "POST", path, { user_ids: userIds });
  expect(answer).toMatchObject({ status: 400, body: { code } });
});

it("takes one application for missing scopes, refuses its repetition and the eleventh", async () => {
  const apply = async () =>
    (await bench.call("b2", "POST", "/open-apis/application/v6/scopes/apply", {})).body.code;
  const declare = (scope: string) =>
    bench.control.changeApp(demoApps.b2.appId, { draft: { scopes: [{ scope, tokenType: "tenant" }] } });
  expect((await bench.call("a1", "POST", "/open-apis/application/v6/scopes/apply", {})).body.code).toBe(
    212002,
  );
  expect([await apply(), await apply()]).toEqual([0, 212004]);
  for (let index = 1; index < 10; index += 1) {
    await declare(`scope:${index}`);
    expect(await apply()).toBe(0);
  }
  await declare("scope:11");
  expect(await apply()).toBe(212003);
});
