import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FeishuControl } from "../../e2e/feishu/control-client";
import { demoTenants } from "../../e2e/feishu/demo-seed";
import { recheckChannel } from "@/lib/channels/commands/recheck-channel";
import { rowTextKey } from "@/lib/channels/browser/row-text-key";
import { getSelfCheck } from "@/lib/channels/queries/get-self-check";
import type { CheckRowView, CheckStep } from "@/lib/channels/self-check-contract";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { translator } from "@/lib/i18n/translator";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { aChannelOf, startTestFeishu } from "@/lib/testing/channel-world";
import { publish, selfCheckCases, workbench } from "@/lib/testing/self-check-cases";
import { aSignedInEmployee } from "@/lib/testing/self-check-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const at = () => ({ now: currentTime() });

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());
beforeEach(() => feishu.control.reset());

type Scene = Awaited<ReturnType<typeof aChannelOf>> & { control: FeishuControl };
const aScene = async (): Promise<Scene> => ({
  ...(await aChannelOf(feishu.control, tenant)),
  control: feishu.control,
});

const recheck = ({ actor, channelId }: Scene, step?: CheckStep) =>
  recheckChannel(actor, { channelId, ...(step ? { step } : {}) }, at());
/** What the page shows; every row of it has its text in both languages. */
async function read({ actor, channelId }: Scene) {
  const check = await getSelfCheck(actor, { channelId });
  const missing = check.rows.flatMap((row) =>
    (["en", "zh-CN"] as const).filter(
      (locale) => !translator(locale).has(`selfCheck.${rowTextKey(row)}` as never),
    ),
  );
  expect(missing).toEqual([]);
  return check;
}
const toRepair = (rows: readonly CheckRowView[]) =>
  rows.filter(({ state }) => state === "wrong" || state === "warning");
const unreadRows = (rows: readonly CheckRowView[]) =>
  rows.filter(({ state }) => state === "not_checkable").map(({ step, finding }) => `${step} ${finding}`);

const WITHOUT_API = [
  "new_tab no_api",
  "trusted_domain no_api",
  "availability nobody",
  "message_path not_tried",
];

it("everything is right: every row is green but those that no call tells of", async () => {
  const scene = await aScene();
  await recheck(scene);
  const { rows, health, history } = await read(scene);
  expect(toRepair(rows)).toEqual([]);
  expect(unreadRows(rows)).toEqual(WITHOUT_API);
  expect(rows.filter(({ state }) => state === "ok")).toHaveLength(17);
  expect(health).toBe("healthy");
  expect(history.map(({ trigger, health: was }) => [trigger, was])).toEqual([
    ["added", "healthy"],
    ["asked", "healthy"],
  ]);
});

it("with the optional fields of security and people who have signed in, two more are green", async () => {
  const scene = await aScene();
  await feishu.control.setQuirks({ appSecurityFields: true });
  await aSignedInEmployee(scene, { userId: "u_chen", name: "Chen Ming" });
  await recheck(scene);
  const { rows } = await read(scene);
  expect(toRepair(rows)).toEqual([]);
  expect(unreadRows(rows)).toEqual(["new_tab no_api", "message_path not_tried"]);
});

const settings = selfCheckCases.flatMap(({ quirks = [{}], ...one }) =>
  quirks.map((quirk) => ({ ...one, quirk })),
);

describe("one thing is wrong, and exactly its row says so", () => {
  it.each(settings)("$step $finding: $what ($quirk)", async (one) => {
    const scene = await aScene();
    await feishu.control.setQuirks(one.quirk);
    await one.harm(scene);

    await recheck(scene);

    const { rows, health } = await read(scene);
    expect(toRepair(rows)).toMatchObject([
      { step: one.step, state: one.state ?? "wrong", finding: one.finding, details: one.details ?? {} },
    ]);
    const [row] = toRepair(rows);
    expect(row?.compared).toEqual(one.compared?.(scene) ?? []);
    const app = `${environment().FEISHU_API_BASE}/app/${scene.appId}`;
    expect(row?.page).toBe(one.page === null ? null : `${app}${one.page}`);
    expect(health).toBe(one.health);
    // What could not be read for it names it as what is to be repaired first.
    const blocked = rows.filter(({ finding }) => finding === "blocked");
    expect(blocked.filter(({ details }) => details["cause"] !== one.step)).toEqual([]);
    expect(JSON.stringify(rows)).not.toMatch(/t-[\w-]{20,}|reset-/);
  });
});

describe("what a newer version has right already", () => {
  it.each([
    ["home_desktop", { webApp: { pcUrl: "https://elsewhere.test/", mobileUrl: "" } }],
    ["web_app", { webApp: null }],
  ] as const)("(%s) is told to wait to be in force", async (step, wrong) => {
    const scene = await aScene();
    await publish(scene, wrong);
    await scene.control.changeApp(scene.appId, {
      draft: { webApp: { pcUrl: workbench(scene), mobileUrl: "" } },
    });
    await scene.control.publishVersion(scene.appId, { status: "under-review" });
    await recheck(scene);
    const { rows } = await read(scene);
    expect(rows.find((row) => row.step === step)).toMatchObject({ state: "wrong", finding: "waiting" });
    expect(rows.find((row) => row.step === "changes_waiting")?.finding).toBe("in_review");
  });
});

describe("the available range", () => {
  it("names who has signed in and is outside, in chunks of a hundred", async () => {
    const scene = await aScene();
    const inside = await aSignedInEmployee(scene, { userId: "u_chen", name: "Chen Ming" });
    const outside = await aSignedInEmployee(scene, { userId: "u_wang", name: "Wang Lei" });
    await feishu.control.changeApp(scene.appId, {
      availability: { kind: "users", userIds: [inside.userId] },
    });
    await recheck(scene, "availability");
    const { rows, health } = await read(scene);
    expect(rows.find(({ step }) => step === "availability")).toMatchObject({
      state: "warning",
      finding: "outside",
      details: { people: "2", outside: "1" },
      people: [{ personId: outside.personId, name: "Wang Lei" }],
    });
    expect(health).toBe("degraded");
  });

  it.each([
    [true, { state: "ok", finding: "everybody" }],
    [false, { state: "not_checkable", finding: "unclear" }],
  ])("is everybody: members are listed (%s) or not, which settles nothing", async (listed, expected) => {
    const scene = await aScene();
    await feishu.control.setQuirks({ allMembersInWhiteList: listed });
    await aSignedInEmployee(scene, { userId: "u_chen", name: "Chen Ming" });
    const blocked = await aSignedInEmployee(scene, { userId: "u_wang", name: "Wang Lei" });
    const rowOf = async () => {
      await recheck(scene, "availability");
      return (await read(scene)).rows.find(({ step }) => step === "availability");
    };
    expect(await rowOf()).toMatchObject({ ...expected, details: { people: "2" } });
    await feishu.control.changeApp(scene.appId, { blackList: [blocked.userId] });
    expect(await rowOf()).toMatchObject({ state: "warning", people: [{ personId: blocked.personId }] });
  });

  it("asks of 201 people in three counted calls", async () => {
    const scene = await aScene();
    for (let made = 0; made < 201; made += 1)
      await aSignedInEmployee(scene, { userId: `u_many_${made}`, name: `Person ${made}` });
    await feishu.control.clearJournal();
    await recheck(scene, "availability");
    const asked = await feishu.control.journal({ route: "application.visibility.check" });
    expect(asked).toHaveLength(3);
  });
});

describe("one row", () => {
  it("is asked about alone, and leaves the others as they were", async () => {
    const scene = await aScene();
    await feishu.control.changeApp(scene.appId, { redirectUrls: [], botDisabledByTenant: true });
    await recheck(scene);
    await feishu.control.changeApp(scene.appId, { botDisabledByTenant: false });
    await feishu.control.clearJournal();

    await recheck(scene, "bot");

    const counted = (await feishu.control.journal({ appId: scene.appId })).filter((entry) => entry.counted);
    expect(counted).toEqual([]);
    const { rows, health } = await read(scene);
    expect(toRepair(rows).map(({ step }) => step)).toEqual(["redirect_urls"]);
    expect(health).toBe("degraded");
    const row = await prisma().channel.findUniqueOrThrow({ where: { id: scene.channelId } });
    expect(row.brokenReason).toBeNull();
  });

  it("that has nothing to do with it does not heal what a card has met", async () => {
    const scene = await aScene();
    const broken = { brokenReason: "channel_broken:230006", brokenAt: currentTime() };
    await prisma().channel.update({ where: { id: scene.channelId }, data: broken });
    await recheck(scene, "redirect_urls");
    expect(await read(scene)).toMatchObject({ health: "broken" });
    const { rows } = await read(scene);
    expect(toRepair(rows)).toMatchObject([
      { step: "message_path", finding: "refused", details: { code: "230006" } },
    ]);
    await recheck(scene, "bot");
    expect(await read(scene)).toMatchObject({ health: "healthy" });
  });
});

it("opening the page asks Feishu nothing", async () => {
  const scene = await aScene();
  await recheck(scene);
  await feishu.control.clearJournal();
  await read(scene);
  await read(scene);
  expect(await feishu.control.journal()).toEqual([]);
});
