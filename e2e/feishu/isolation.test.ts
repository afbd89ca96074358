import { afterAll, beforeAll, expect, it } from "vitest";
import { aCard, type Bench, startBench } from "./contract-bench";
import { demoApps, demoPeople } from "./demo-seed";

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.feishu.close());

it("gives a person another open_id in every app, and one union_id in the tenant", async () => {
  const { users, apps } = await bench.control.state();
  const openIds = users.flatMap((user) => Object.values(user.openIds));
  expect(new Set(openIds).size).toBe(5 * 2 + 3 * 2);
  expect(openIds.every((id) => /^ou_[0-9a-f]{32}$/.test(id))).toBe(true);
  expect(new Set(users.map((user) => user.unionId)).size).toBe(demoPeople.length);
  expect(apps.every((app) => !("appSecret" in app))).toBe(true);
});

it("keeps the open_ids of another run, so that a database can outlive the process", async () => {
  const other = await startBench();
  expect(await other.openId("a1", "wangxiaoyu")).toBe(await bench.openId("a1", "wangxiaoyu"));
  await other.feishu.close();
});

it("refuses one app's people, cards and messages to another app", async () => {
  const openId = await bench.openId("a1", "wangxiaoyu");
  const card = await bench.call("a1", "POST", "/open-apis/cardkit/v1/cards", {
    type: "card_json",
    data: JSON.stringify(aCard()),
  });
  const message = await bench.send("a1", openId, aCard());
  const cardId = String(card.body.data?.["card_id"]);
  const messageId = String(message.body.data?.["message_id"]);

  for (const stranger of ["a2", "b1"] as const) {
    expect((await bench.send(stranger, openId, aCard())).body.code).toBe(99992361);
    expect(
      (
        await bench.call(stranger, "PATCH", `/open-apis/cardkit/v1/cards/${cardId}/settings`, {
          settings: "{}",
          sequence: 1,
        })
      ).body.code,
    ).toBe(300311);
    expect(
      (await bench.call(stranger, "PATCH", `/open-apis/im/v1/messages/${messageId}`, { content: "{}" })).body
        .code,
    ).toBe(230026);
    const about = await bench.call(
      stranger,
      "GET",
      `/open-apis/application/v6/applications/${demoApps.a1.appId}?lang=zh_cn`,
    );
    expect(about.body.code).toBe(stranger === "a2" ? 210508 : 210504);
    const visible = { user_ids: [openId] };
    const check =
      "/open-apis/application/v6/applications/me/visibility/check_white_black_list?user_id_type=open_id";
    expect((await bench.call(stranger, "POST", check, visible)).body.code).toBe(99992361);
  }
});

it("shows each tenant only itself", async () => {
  const names = await Promise.all(
    (["a1", "b1"] as const).map(
      async (key) =>
        (await bench.call(key, "GET", "/open-apis/tenant/v2/tenant/query")).body.data?.["tenant"],
    ),
  );
  expect(names).toMatchObject([{ name: "星桥科技" }, { name: "北辰零售" }]);
  expect(await bench.control.inbox("zhoulan")).toEqual([]);
});
