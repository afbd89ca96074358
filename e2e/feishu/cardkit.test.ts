import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aCard, type AppKey, type Bench, startBench } from "./contract-bench";

let bench: Bench;
let openId: string;
const CARDS = "/open-apis/cardkit/v1/cards";
const settings = JSON.stringify({ config: { enable_forward: false } });

beforeAll(async () => {
  bench = await startBench();
  openId = await bench.openId("a1", "wangxiaoyu");
});
beforeEach(() => bench.control.reset());
afterAll(() => bench.feishu.close());

const create = (card: unknown, extra: Record<string, unknown> = {}) =>
  bench.call("a1", "POST", CARDS, { type: "card_json", data: JSON.stringify(card), ...extra });
const created = async () => String((await create(aCard())).body.data?.["card_id"]);
const sendEntity = (cardId: string, key: AppKey = "a1", receiver = openId) =>
  bench.send(key, receiver, { type: "card", data: { card_id: cardId } });
const change = (cardId: string, body: Record<string, unknown>, key: AppKey = "a1") =>
  bench.call(key, "PATCH", `${CARDS}/${cardId}/settings`, { settings, ...body });

describe("creating an entity", () => {
  it.each<[string, unknown, Record<string, unknown>, number]>([
    ["an unknown type", aCard(), { type: "card" }, 10002],
    ["data that is an object", aCard(), { data: {} }, 10002],
    ["data that is not JSON", aCard(), { data: "{" }, 200220],
    ["an empty card", {}, {}, 300307],
    ["schema 1.0", { elements: [] }, {}, 300303],
    ["update_multi false", { ...aCard(), config: { update_multi: false } }, {}, 300302],
    [
      "an element_id twice",
      aCard([
        { tag: "hr", element_id: "a" },
        { tag: "hr", element_id: "a" },
      ]),
      {},
      300301,
    ],
    ["201 elements", aCard(Array.from({ length: 201 }, () => ({ tag: "hr" }))), {}, 300305],
    ["31 KB", aCard([{ tag: "markdown", content: "x".repeat(31 * 1024) }]), {}, 200860],
    ["an unknown property", { ...aCard(), elements: [] }, {}, 200220],
  ])("is refused for %s", async (_what, card, extra, code) => {
    expect(await create(card, extra)).toMatchObject({ status: 400, body: { code } });
  });
});

describe("an entity", () => {
  it("is sent once, and a repetition of the uuid is not a second time", async () => {
    const cardId = await created();
    const content = { type: "card", data: { card_id: cardId } };
    const first = await bench.send("a1", openId, content, { uuid: "same" });
    expect((await bench.send("a1", openId, content, { uuid: "same" })).body).toEqual(first.body);
    const second = await sendEntity(cardId);
    expect(second.body.msg).toContain("ErrCode: 200780; ErrMsg: card binding biz count over limit;");
  });

  it("belongs to its app", async () => {
    const cardId = await created();
    expect((await change(cardId, { sequence: 1 }, "a2")).body.code).toBe(300311);
    expect((await sendEntity(cardId, "a2", await bench.openId("a2", "wangxiaoyu"))).body.msg).toContain(
      "cardid is invalid",
    );
  });

  it("needs a sequence that grows across all operations", async () => {
    const cardId = await created();
    const element = {
      path: `${CARDS}/${cardId}/elements/md_1`,
      body: { partial_element: '{"content":"x"}' },
    };
    expect((await change(cardId, { sequence: 5 })).body).toMatchObject({ code: 0, data: {} });
    expect((await bench.call("a1", "PATCH", element.path, { ...element.body, sequence: 5 })).body.code).toBe(
      300317,
    );
    expect((await bench.call("a1", "PATCH", element.path, { ...element.body, sequence: 6 })).body.code).toBe(
      0,
    );
    expect((await change(cardId, { sequence: 0 })).body.code).toBe(10002);
    expect((await change(cardId, { sequence: 2 ** 31 })).body.code).toBe(10002);
  });

  it("takes a repeated uuid as done, and refuses it for something else", async () => {
    const cardId = await created();
    const body = { sequence: 1, uuid: "op-1" };
    expect([(await change(cardId, body)).body.code, (await change(cardId, body)).body.code]).toEqual([0, 0]);
    expect((await change(cardId, { ...body, settings: '{"config":{}}' })).body.code).toBe(200770);
  });

  it("takes ten operations a second", async () => {
    await bench.control.moveClock({ frozen: true });
    const cardId = await created();
    const codes: (number | undefined)[] = [];
    for (let sequence = 1; sequence <= 11; sequence += 1)
      codes.push((await change(cardId, { sequence })).body.code);
    expect(codes.slice(9)).toEqual([0, 99991400]);
    await bench.control.advance(1000);
    expect((await change(cardId, { sequence: 12 })).body.code).toBe(0);
  });

  it("ends after 14 days, and an unknown one never was", async () => {
    const cardId = await created();
    expect((await change("7000000000000000000", { sequence: 1 })).body.code).toBe(200740);
    await bench.control.advance(14 * 86_400_000 + 1);
    expect((await change(cardId, { sequence: 1 })).body.code).toBe(200750);
    expect((await sendEntity(cardId)).body.msg).toContain("cardid is invalid");
  });

  it("is invalid for its first sends while the race lasts", async () => {
    await bench.control.setQuirks({ cardIdInvalidFirstN: 2 });
    const cardId = await created();
    const answers = [await sendEntity(cardId), await sendEntity(cardId), await sendEntity(cardId)];
    expect(answers.map((answer) => answer.body.code)).toEqual([230099, 230099, 0]);
    expect(answers[0]?.body.msg).toBe(
      "Failed to create card content, ext=ErrCode: 11310; ErrMsg: cardid is invalid; ErrorValue: ; ",
    );
  });

  it("keeps its last valid form when an update is refused", async () => {
    const cardId = await created();
    await sendEntity(cardId);
    const bad = JSON.stringify(aCard([{ tag: "note", elements: [] }]));
    const answer = await bench.call("a1", "PUT", `${CARDS}/${cardId}`, {
      card: { type: "card_json", data: bad },
      sequence: 1,
    });
    expect(answer.body.code).toBe(200220);
    expect((await bench.control.inbox("wangxiaoyu"))[0]).toMatchObject({
      text: { zh: "有人 @ 你" },
      edits: 0,
    });
  });

  it.each<[string, string, Record<string, unknown>, number]>([
    ["an element that is not there", "PUT /elements/none", { element: '{"tag":"hr"}' }, 300313],
    ["another tag", "PATCH /elements/md_1", { partial_element: '{"tag":"hr"}' }, 300312],
    ["the end of what is not there", "DELETE /elements/none", {}, 300314],
    [
      "a place beside nothing",
      "POST /elements",
      { type: "insert_after", target_element_id: "none", elements: '[{"tag":"hr"}]' },
      300315,
    ],
    [
      "a place it does not name",
      "POST /elements",
      { type: "insert_after", elements: '[{"tag":"hr"}]' },
      10002,
    ],
    ["streamed text without streaming", "PUT /elements/md_1/content", { content: "x" }, 300309],
    ["an unknown action", "POST /batch_update", { actions: '[{"action":"explode","params":{}}]' }, 10002],
    ["an unknown setting", "PATCH /settings", { settings: '{"body":{}}' }, 300122],
  ])("cannot be given %s", async (_what, operation, body, code) => {
    const [method = "", path = ""] = operation.split(" ");
    expect(
      (await bench.call("a1", method, `${CARDS}/${await created()}${path}`, { ...body, sequence: 1 })).body
        .code,
    ).toBe(code);
  });
});
