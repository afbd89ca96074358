import { inspect } from "node:util";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { log } from "@/lib/log/logger";
import { cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import { anEmployee, deliveriesOf, outcomesOf } from "@/lib/testing/notification-world";

// Every code of the table "Outcomes of a send" (docs/feishu.md), and everything that can happen on the way: what is
// recorded, and how many messages the person has in the end.

const scene = cardScene();
const BODY = "the ledger differs by 12";

let said: unknown[] = [];
beforeEach(() => {
  said = [];
  for (const level of ["debug", "info", "warn", "error"] as const) {
    vi.spyOn(log, level).mockImplementation((...parts: unknown[]) => void said.push(parts));
  }
});

/** Nothing of what must stay secret is in what was logged. */
function expectDiscreetLog(): void {
  const everything = inspect(said, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  for (const secret of [scene.channel.appSecret, BODY, "Wang Xiaoyu", scene.reader.openId]) {
    expect(everything).not.toContain(secret);
  }
  expect(everything).not.toMatch(/\bt-[\w-]{8,}|Bearer/i);
}

type Refusal = { code: number; status?: number; msg?: string };
type Row = Refusal & { why: string };

const rowsOf = (why: string, codes: (number | Refusal)[]): Row[] =>
  codes.map((code) => ({ why, ...(typeof code === "number" ? { code } : code) }));

const cardRefused = (subCode: number, words: string): Refusal => ({
  code: 230_099,
  msg: `Failed to create card content, ext=ErrCode: ${subCode}; ErrMsg: ${words}; ErrorValue: x; `,
});

const passing = rowsOf("passes", [
  { code: 99_991_400, status: 429 },
  230_020,
  230_049,
  { code: 20_050, status: 500 },
  { code: 20_072, status: 503 },
  { code: 2_200, status: 500 },
  { code: 7_654_321, status: 503 },
]);
const tokens = rowsOf("a token", [99_991_663, { code: 99_991_663, status: 200 }, 99_991_664, 99_991_671]);
const people = rowsOf(
  "the person",
  [230_013, 230_029, 230_034, 230_035, 230_038, 230_053, 99_992_351, 99_992_363, 99_992_364, 99_992_381],
);
const credentials = rowsOf("the credentials", [10_003, 10_015, 20_002, 20_048]);
const channels = rowsOf(
  "the channel",
  [
    10_005, 10_014, 11_205, 20_009, 20_069, 212_100, 230_006, 230_027, 99_991_401, 99_991_662, 99_991_672,
    99_991_673,
  ],
);
const ours = rowsOf("us", [9_499, 200_770, 230_001, 300_317, 99_992_361, 99_992_402, 7_654_321]);

const refusals = (route: string, { code, status = 400, msg = "refused" }: Refusal, times = 1) =>
  scene.control.addFault({
    route,
    kind: "refuse",
    refusal: { code, status, msg },
    times,
    appId: scene.channel.appId,
  });
const refuseSend = (row: Refusal, times = 1) => refusals("im.message.create", row, times);
const sends = async () => (await scene.control.journal({ route: "im.message.create" })).length;
const mentioned = () => scene.mention(0, scene.reader, BODY);
const outcomes = () => outcomesOf(scene.reader.personId);
const delivery = async () => (await deliveriesOf(scene.reader.personId)).at(-1);
const channel = () => prisma().channel.findUniqueOrThrow({ where: { id: scene.channel.id } });

describe.each(["basic", "paid"] as const)("on a %s edition", (edition) => {
  beforeEach(async () => {
    if (edition === "paid") await scene.setPaid();
    await mentioned();
    await scene.control.clearJournal();
  });

  it.each(passing)("code $code ($status) passes: sent later, once", async (row) => {
    await refuseSend(row);
    await notify(scene.reader, 10 * second);
    expect(await outcomes()).toEqual([null]);
    expect((await delivery())?.logId).toBeTruthy();
    await notify(scene.reader, 3 * minute);
    expect(await outcomes()).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
    expectDiscreetLog();
  });

  it.each(passing)(
    "code $code ($status) that does not pass ends after 55 minutes, undelivered",
    async (row) => {
      await refuseSend(row, 0);
      for (const minutes of [1, 3, 10, 30, 54, 56, 90]) await notify(scene.reader, minutes * minute);
      // "Is being sent", for so long, is what Feishu may say of a message that has arrived.
      expect(await outcomes()).toEqual([row.code === 230_049 ? "sent" : "unreachable:timed_out"]);
      expect(await scene.inbox()).toHaveLength(0);
      expectDiscreetLog();
    },
  );

  it.each(tokens)("code $code ($status) costs a fresh token and nothing else", async (row) => {
    await refuseSend(row);
    await notify(scene.reader, 10 * second);
    expect(await outcomes()).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
    expect(await sends()).toBe(2);
  });

  it.each(tokens)("code $code ($status) of a fresh token too waits", async (row) => {
    await refuseSend(row, 2);
    await notify(scene.reader, 10 * second);
    expect(await outcomes()).toEqual([null]);
    await notify(scene.reader, 3 * minute);
    expect(await outcomes()).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
  });

  it.each(people)("code $code is the person's: marked, and not tried again", async (row) => {
    await refuseSend(row);
    await notify(scene.reader, 10 * second);
    await scene.mention(20 * second);
    await notify(scene.reader, 11 * minute);
    const outcome = `unreachable:feishu_${row.code}`;
    expect(await outcomes()).toEqual([outcome, outcome]);
    expect(await scene.inbox()).toHaveLength(0);
    expect(await sends()).toBe(1);
    expect((await delivery())?.logId).toBeTruthy();
    expectDiscreetLog();
  });

  it.each(channels)("code $code is the channel's: marked, nobody of it is tried at once", async (row) => {
    await refuseSend(row);
    await notify(scene.reader, 10 * second);
    await scene.mention(20 * second);
    await notify(scene.reader, 2 * minute);
    expect(await outcomes()).toEqual(["unreachable:channel_broken", "unreachable:channel_broken"]);
    expect((await channel()).brokenReason).toBe(`channel_broken:${row.code}`);
    expect(await scene.inbox()).toHaveLength(0);
    expect(await sends()).toBe(1);
    expectDiscreetLog();
  });

  it.each(channels)("code $code for a token is the channel's as well", async (row) => {
    await refusals("auth.tenant_access_token", { ...row, status: 200 }, 0);
    await notify(scene.reader, 10 * second);
    expect(await outcomes()).toEqual(["unreachable:channel_broken"]);
    expect((await channel()).brokenReason).toBe(`channel_broken:${row.code}`);
    expectDiscreetLog();
  });

  it.each(
    ["im.message.create", "auth.tenant_access_token"].flatMap((route) =>
      credentials.map((row) => ({ ...row, route })),
    ),
  )("code $code of $route asks for new credentials: cards are held, for some hours", async (row) => {
    await refusals(row.route, { ...row, status: row.route === "im.message.create" ? 400 : 200 }, 0);
    await notify(scene.reader, 10 * second);
    await scene.mention(20 * second);
    await notify(scene.reader, 2 * minute);
    expect(await outcomes()).toEqual([null, null]);
    expect((await channel()).brokenReason).toMatch(new RegExp(`^channel_broken:${row.code}(:|$)`));
    await notify(scene.reader, 5 * 60 * minute);
    expect(await outcomes()).toEqual(["unreachable:channel_broken", "unreachable:channel_broken"]);
    expect(await scene.inbox()).toHaveLength(0);
    expectDiscreetLog();
  });

  it("code 99991403 ends the month's cards", async () => {
    await refuseSend({ code: 99_991_403, status: 429 });
    await notify(scene.reader, 10 * second);
    expect(await outcomes()).toEqual(["no_quota:quota_exhausted"]);
    expect(await scene.inbox()).toHaveLength(0);
  });

  it.each(ours)("code $code is our mistake: told to us, never repeated", async (row) => {
    await refuseSend(row);
    await notify(scene.reader, 10 * second);
    await notify(scene.reader, 3 * minute);
    expect(await outcomes()).toEqual(["unreachable:internal"]);
    expect(await scene.inbox()).toHaveLength(0);
    expect(await sends()).toBe(1);
    expect(inspect(said)).toContain("notifications.card_refused");
    expectDiscreetLog();
  });

  it.each([
    { ...cardRefused(11_310, "cardid is invalid"), form: "interactive", told: true },
    { ...cardRefused(200_780, "card binding biz count over limit"), form: "interactive", told: true },
    { ...cardRefused(100_290, "invalid person id"), form: "text", told: false },
    { ...cardRefused(11_310, "element exceeds the limit"), form: "text", told: false },
    { ...cardRefused(200_621, "parse card json err"), form: "text", told: false },
    { code: 230_025, form: "interactive", told: true },
    { code: 200_860, form: "interactive", told: true },
    { code: 230_022, form: "interactive", told: false },
    { code: 230_028, form: "interactive", told: false },
  ])("code $code ($msg) sends a lesser form at once, once", async ({ form, told, ...row }) => {
    await refuseSend(row);
    await notify(scene.reader, 10 * second);
    expect(await outcomes()).toEqual(["sent"]);
    const [message, ...others] = await scene.inbox();
    expect(others).toEqual([]);
    // A raw card that is refused like an entity has nothing between it and plain words.
    const isText = form === "text" || (edition === "basic" && row.code === 230_099);
    expect(message?.msgType).toBe(isText ? "text" : "interactive");
    expect(JSON.stringify(message).includes(BODY)).toBe(told && !isText);
    expectDiscreetLog();
  });
});

describe("on the way", () => {
  const accidents = [
    { kind: "reset", when: "before" },
    { kind: "reset", when: "after" },
    { kind: "html-502", when: "before" },
    { kind: "html-502", when: "after" },
    { kind: "error-500", when: "before" },
    { kind: "error-500", when: "after" },
    { kind: "truncated-json", when: "before" },
    { kind: "truncated-json", when: "after" },
  ] as const;

  it.each(
    (["basic", "paid"] as const).flatMap((edition) =>
      accidents.map((accident) => ({ edition, ...accident })),
    ),
  )("$kind $when the effect ($edition): exactly one message in the end", async ({ edition, ...accident }) => {
    if (edition === "paid") await scene.setPaid();
    await mentioned();
    await scene.sendingFails(accident);
    await notify(scene.reader, 10 * second);
    expect(await outcomes()).toEqual([null]);
    await notify(scene.reader, 3 * minute);
    expect(await outcomes()).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
    expectDiscreetLog();
  });

  it.each(["before", "after"] as const)(
    "silence %s the effect: exactly one message in the end",
    async (when) => {
      await mentioned();
      await scene.sendingFails({ kind: "latency", when, delayMs: 11 * second });
      await notify(scene.reader, 10 * second);
      expect(await outcomes()).toEqual([null]);
      await notify(scene.reader, 3 * minute);
      expect(await outcomes()).toEqual(["sent"]);
      await expect.poll(async () => (await scene.inbox()).length, { timeout: 15_000 }).toBe(1);
    },
    40_000,
  );

  it.each(accidents)("$kind $when the making of an entity: the card goes written out", async (accident) => {
    await scene.setPaid();
    await mentioned();
    await scene.control.addFault({
      ...accident,
      route: "cardkit.card.create",
      appId: scene.channel.appId,
    });
    await notify(scene.reader, 10 * second);
    expect(await outcomes()).toEqual(["sent"]);
    expect(await scene.inbox()).toHaveLength(1);
    expectDiscreetLog();
  });

  it("a brake of Feishu holds the channel's next cards too, and lets them go when it said", async () => {
    await mentioned();
    await scene.sendingFails({ kind: "rate-limit", resetSeconds: 2 });
    await notify(scene.reader, 10 * second);
    await scene.control.clearJournal();
    const colleague = await anEmployee(scene.channel, [scene.group], { name: "Chen Yu" });
    await scene.mention(15 * second, colleague);
    await notify(colleague, 20 * second);
    expect(await sends()).toBe(0);
    expect(await outcomesOf(colleague.personId)).toEqual([null]);
    let minutes = 0;
    await expect
      .poll(
        async () => {
          await notify(colleague, (minutes += 2) * minute);
          return outcomesOf(colleague.personId);
        },
        { timeout: 10_000 },
      )
      .toEqual(["sent"]);
  });
});
