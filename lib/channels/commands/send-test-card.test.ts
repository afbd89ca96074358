import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { sendTestCard } from "@/lib/channels/commands/send-test-card";
import { getSelfCheck } from "@/lib/channels/queries/get-self-check";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { aChannelOf, refusalOf, startTestFeishu, tablesContaining } from "@/lib/testing/channel-world";
import { aSignedInEmployee } from "@/lib/testing/self-check-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());
beforeEach(() => feishu.control.reset());

const countedOf = async (appId: string) =>
  (await feishu.control.journal({ appId })).filter((entry) => entry.counted).length;

describe("a card of trial", () => {
  const aCase = async () => {
    const scene = await aChannelOf(feishu.control, tenant);
    const person = await aSignedInEmployee(scene, { userId: "u_chen", name: "Chen Ming" });
    return { ...scene, person };
  };
  const messageRow = async ({ actor, channelId }: Awaited<ReturnType<typeof aCase>>) =>
    (await getSelfCheck(actor, { channelId })).rows.find(({ step }) => step === "message_path");

  it("arrives, costs one call, is the person's one card in ten minutes, and turns the row green", async () => {
    const scene = await aCase();
    const { actor, channelId, appId, person } = scene;
    await feishu.control.clearJournal();
    const send = () => sendTestCard(actor, { channelId, personId: person.personId }, { now: currentTime() });
    expect(await send()).toEqual({ code: null });
    expect(await countedOf(appId)).toBe(1);
    expect(JSON.stringify(await feishu.control.inbox(person.userId, appId))).toContain("测试卡片");
    expect(await messageRow(scene)).toMatchObject({
      state: "ok",
      finding: "sent",
      people: [{ personId: person.personId, name: "Chen Ming" }],
    });
    expect(await refusalOf(send)).toMatchObject({
      code: "RATE_LIMITED",
      reason: "channels.test_card_recently",
      changed: [],
    });
    expect(await tablesContaining("Chen Ming")).toEqual(["person"]);
  });

  it("that Feishu refuses says with which code, and leaves the person their card", async () => {
    const scene = await aCase();
    const { actor, channelId, appId, person } = scene;
    const send = () => sendTestCard(actor, { channelId, personId: person.personId }, { now: currentTime() });
    await feishu.control.changeApp(appId, { blackList: [person.userId] });
    expect(await send()).toEqual({ code: 230013 });
    expect(await messageRow(scene)).toMatchObject({ state: "warning", finding: "not_reached" });
    await feishu.control.changeApp(appId, { blackList: [], withheldScopes: ["im:message:send_as_bot"] });
    expect(await send()).toEqual({ code: 99991672 });
    expect(await messageRow(scene)).toMatchObject({ state: "wrong", finding: "refused" });
    await feishu.control.changeApp(appId, { withheldScopes: [] });
    expect(await send()).toEqual({ code: null });
  });

  it("goes to nobody of another channel, and strangers send none", async () => {
    const [own, other] = [await aCase(), await aChannelOf(feishu.control, tenant)];
    const { channelId, person } = own;
    const attempts: [Parameters<typeof sendTestCard>[0], string][] = [
      [other.actor, channelId],
      [other.actor, other.channelId],
    ];
    for (const [actor, id] of attempts)
      expect(
        await refusalOf(() =>
          sendTestCard(actor, { channelId: id, personId: person.personId }, { now: currentTime() }),
        ),
      ).toMatchObject({ code: "NOT_FOUND", changed: [] });
  });
});
