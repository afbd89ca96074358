import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aCard, type Bench, signedInOpenId, startBench } from "./contract-bench";
import { demoApps } from "./demo-seed";

let bench: Bench;
let openId: string;
const { appId } = demoApps.a1;
const SEND = "/open-apis/im/v1/messages?receive_id_type=open_id";

beforeAll(async () => {
  bench = await startBench();
  openId = await bench.openId("a1", "wangxiaoyu");
});
beforeEach(() => bench.control.reset());
afterAll(() => bench.feishu.close());

const sendText = (text: string, extra: Record<string, unknown> = {}) =>
  bench.send("a1", openId, { text }, { msg_type: "text", ...extra });

describe("a message that is malformed", () => {
  it.each([
    ["an unknown id type", "?receive_id_type=thread_id", {}, 99992402],
    ["no id type", "", {}, 99992402],
    ["an empty receiver", "?receive_id_type=open_id", { receive_id: "" }, 230034],
    ["a receiver of another shape", "?receive_id_type=open_id", { receive_id: "on_1" }, 230034],
    ["an unknown type", "?receive_id_type=open_id", { msg_type: "carrier-pigeon" }, 230001],
    ["content that is an object", "?receive_id_type=open_id", { content: { text: "x" } }, 230001],
    ["content that is not JSON", "?receive_id_type=open_id", { content: "x" }, 230001],
    ["an empty text", "?receive_id_type=open_id", { content: '{"text":""}' }, 230001],
    [
      "a post without lines",
      "?receive_id_type=open_id",
      { msg_type: "post", content: '{"zh_cn":{"title":"x"}}' },
      230001,
    ],
    [
      "a card that is not JSON",
      "?receive_id_type=open_id",
      { msg_type: "interactive", content: "{" },
      230099,
    ],
    ["a uuid of 51 characters", "?receive_id_type=open_id", { uuid: "u".repeat(51) }, 99992402],
    [
      "a text above 150 KB",
      "?receive_id_type=open_id",
      { content: JSON.stringify({ text: "字".repeat(51_200) }) },
      230025,
    ],
    ["a user id without its scope", "?receive_id_type=user_id", { receive_id: "wangxiaoyu" }, 99991672],
  ])("is refused for %s", async (_what, query, body, code) => {
    const whole = { receive_id: openId, msg_type: "text", content: '{"text":"x"}', ...body };
    const answer = await bench.call("a1", "POST", `/open-apis/im/v1/messages${query}`, whole);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    const violations = code === 99992402 ? 1 : 0;
    expect(answer.body.error?.["field_violations"] ?? []).toHaveLength(violations);
    expect(await bench.control.inbox("wangxiaoyu")).toEqual([]);
  });
});

describe("a person", () => {
  it.each([
    ["nobody has that id", () => Promise.resolve(`ou_${"0".repeat(32)}`), 99992351],
    ["the id is of another app", () => bench.openId("a2", "wangxiaoyu"), 99992361],
  ])("is not reached when %s", async (_what, receiver, code) => {
    expect((await bench.send("a1", await receiver(), aCard())).body.code).toBe(code);
  });

  it.each([
    [
      "the bot is not published",
      async () => {
        await bench.control.changeApp(appId, { draft: { bot: false } });
        await bench.control.publishVersion(appId);
      },
      230006,
    ],
    [
      "the app is not available to them",
      () =>
        bench.control.changeApp(appId, { availability: { kind: "departments", departments: ["运维部"] } }),
      230013,
    ],
    ["they are black-listed", () => bench.control.changeApp(appId, { blackList: ["wangxiaoyu"] }), 230013],
    ["they resigned", () => bench.control.changeUser("wangxiaoyu", { status: "resigned" }), 230013],
    [
      "they block the bot",
      () => bench.control.changeUser("wangxiaoyu", { blockedBots: [appId], stoppedBots: [appId] }),
      230035,
    ],
    ["they stopped the bot", () => bench.control.changeUser("wangxiaoyu", { stoppedBots: [appId] }), 230053],
  ])("is not reached when %s", async (_what, arrange, code) => {
    await arrange();
    expect(await sendText("x")).toMatchObject({ status: 400, body: { code } });
  });

  it("of another tenant is not reached, not even by an open_id of the app", async () => {
    const { users } = await bench.control.state();
    const stranger = users.find((user) => user.userId === "zhoulan");
    const body = { receive_id: stranger?.unionId, msg_type: "text", content: '{"text":"x"}' };
    const path = "/open-apis/im/v1/messages?receive_id_type=union_id";
    expect((await bench.call("a1", "POST", path, body)).body.code).toBe(99992381);
    const guest = await signedInOpenId(bench, "zhoulan");
    expect((await bench.send("a1", guest, aCard())).body.code).toBe(230038);
  });

  it("who resigned gets a code of its own with the quirk", async () => {
    await bench.control.setQuirks({ resignedUserCode: 230029 });
    await bench.control.changeUser("wangxiaoyu", { status: "resigned" });
    expect((await sendText("x")).body.code).toBe(230029);
  });

  it("is reached by union_id, mail address and chat too", async () => {
    const { users } = await bench.control.state();
    const user = users.find((one) => one.userId === "wangxiaoyu");
    const [first] = [await sendText("by open_id")];
    for (const [type, id] of [
      ["union_id", user?.unionId],
      ["email", user?.email],
      ["chat_id", first?.body.data?.["chat_id"]],
    ]) {
      const body = { receive_id: id, msg_type: "text", content: '{"text":"x"}' };
      expect(
        (await bench.call("a1", "POST", `/open-apis/im/v1/messages?receive_id_type=${String(type)}`, body))
          .body.code,
      ).toBe(0);
    }
    expect(new Set((await bench.control.inbox("wangxiaoyu")).map((message) => message.chatId)).size).toBe(1);
  });
});

describe("a repeated uuid", () => {
  it("returns the first message within the hour and sends again afterwards", async () => {
    const first = await sendText("one", { uuid: "u-1" });
    const again = await sendText("two", { uuid: "u-1" });
    expect(again.body).toEqual(first.body);
    await bench.control.advance(3600_000);
    const later = await sendText("three", { uuid: "u-1" });
    expect(later.body.data?.["message_id"]).not.toBe(first.body.data?.["message_id"]);
    expect((await bench.control.inbox("wangxiaoyu")).map((message) => message.text.zh)).toEqual([
      "one",
      "three",
    ]);
  });

  it("echoes the new body, or refuses, as the quirk has it", async () => {
    await bench.control.setQuirks({ uuidRepeat: "newBodyIgnored" });
    const first = await sendText("one", { uuid: "u-2" });
    const again = await sendText("two", { uuid: "u-2" });
    expect(again.body.data).toMatchObject({
      message_id: first.body.data?.["message_id"],
      body: { content: '{"text":"two"}' },
    });
    await bench.control.setQuirks({ uuidRepeat: "230049" });
    expect((await sendText("three", { uuid: "u-2" })).body.code).toBe(230049);
    expect(await bench.control.inbox("wangxiaoyu")).toHaveLength(1);
  });

  it("is free after a failure, taken while in flight, and apart from other apps", async () => {
    const refused = aCard([{ tag: "note", elements: [] }]);
    expect((await bench.send("a1", openId, refused, { uuid: "u-3" })).body.code).toBe(230099);
    await bench.control.addFault({
      route: "im.message.create",
      kind: "latency",
      when: "during",
      delayMs: 300,
    });
    const slow = sendText("slow", { uuid: "u-3" });
    await expect
      .poll(async () => (await sendText("meanwhile", { uuid: "u-3" })).body.code, { interval: 20 })
      .toBe(230049);
    expect((await slow).body.code).toBe(0);
    const other = await bench.openId("a2", "wangxiaoyu");
    expect((await bench.send("a2", other, { text: "x" }, { msg_type: "text", uuid: "u-3" })).body.code).toBe(
      0,
    );
  });
});

describe("a sent card", () => {
  const sent = async () => String((await bench.send("a1", openId, aCard())).body.data?.["message_id"]);
  const patch = (id: string, content: unknown = aCard()) =>
    bench.call("a1", "PATCH", `/open-apis/im/v1/messages/${id}`, { content: JSON.stringify(content) });

  it("can be changed for 14 days, five times a second, by its sender", async () => {
    await bench.control.moveClock({ frozen: true });
    const id = await sent();
    const codes: (number | undefined)[] = [];
    for (let index = 0; index < 6; index += 1) codes.push((await patch(id)).body.code);
    expect(codes).toEqual([0, 0, 0, 0, 0, 230020]);
    expect(
      (await bench.call("a2", "PATCH", `/open-apis/im/v1/messages/${id}`, { content: "{}" })).body.code,
    ).toBe(230026);
    await bench.control.advance(14 * 86_400_000 + 1);
    expect((await patch(id)).body.code).toBe(230031);
  });

  it("is checked again, and cannot be changed once recalled", async () => {
    const id = await sent();
    expect((await patch(id, aCard([{ tag: "note", elements: [] }]))).body.code).toBe(230099);
    expect((await bench.call("a2", "DELETE", `/open-apis/im/v1/messages/${id}`)).body.code).toBe(230026);
    expect((await bench.call("a1", "DELETE", `/open-apis/im/v1/messages/${id}`)).body.code).toBe(0);
    expect((await patch(id)).body.code).toBe(230011);
    expect((await bench.control.inbox("wangxiaoyu"))[0]).toMatchObject({ recalled: true, edits: 0 });
  });

  it("must be a card, and can carry follow-up bubbles", async () => {
    const text = await sendText("plain");
    expect((await patch(String(text.body.data?.["message_id"]))).body.code).toBe(230001);
    const id = await sent();
    const path = `/open-apis/im/v1/messages/${id}/push_follow_up`;
    expect((await bench.call("a1", "POST", path, { follow_ups: [] })).body.code).toBe(99992402);
    expect((await bench.call("a1", "POST", path, { follow_ups: [{ content: "查看" }] })).body.code).toBe(0);
    expect((await bench.control.inbox("wangxiaoyu")).at(-1)?.followUps).toEqual(["查看"]);
  });
});

it("shows the few tags a text understands, and leaves other marks as they are", async () => {
  await sendText(
    `<at user_id="${openId}">王晓雨</at> <b>看</b> **日志** [这里](https://a.example/x) &lt;b&gt;`,
  );
  expect((await bench.control.inbox("wangxiaoyu"))[0]).toMatchObject({
    text: { zh: "王晓雨 看 **日志** 这里 <b>" },
    links: ["https://a.example/x"],
    mentions: [openId],
  });
});

it("shows a post in both languages with its links", async () => {
  const post = {
    zh_cn: {
      title: "工单提醒",
      content: [
        [
          { tag: "text", text: "有人 @ 你 " },
          { tag: "a", text: "查看", href: "https://ailink.example.test/x" },
        ],
      ],
    },
    en_us: { title: "Ticket", content: [[{ tag: "text", text: "You were mentioned" }]] },
  };
  const answer = await bench.call("a1", "POST", SEND, {
    receive_id: openId,
    msg_type: "post",
    content: JSON.stringify(post),
  });
  expect(answer.body.code).toBe(0);
  expect((await bench.control.inbox("wangxiaoyu"))[0]).toMatchObject({
    title: { zh: "工单提醒", en: "Ticket" },
    text: { zh: "有人 @ 你 查看", en: "You were mentioned" },
    links: ["https://ailink.example.test/x"],
  });
});
