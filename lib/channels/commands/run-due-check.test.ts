import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { nextNightlyCheck, nextReadinessCheck } from "@/lib/channels/check-schedule";
import { countApiCalls } from "@/lib/channels/count-api-call";
import { recheckChannel } from "@/lib/channels/commands/recheck-channel";
import { runDueCheck } from "@/lib/channels/commands/run-due-check";
import { channelSweeps } from "@/lib/channels/jobs";
import { getSelfCheck } from "@/lib/channels/queries/get-self-check";
import { listChecksDue } from "@/lib/channels/queries/list-checks-due";
import { quotaMonth } from "@/lib/channels/quota-month";
import { channelChecks } from "@/lib/channels/self-check-contract";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { aChannelOf, startTestFeishu, tablesContaining } from "@/lib/testing/channel-world";
import { aStaffAccountOf, toldHealth } from "@/lib/testing/self-check-world";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const system = { kind: "system", name: "test" } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());
beforeEach(async () => {
  await feishu.control.reset();
  await prisma().apiUsage.deleteMany();
});

const rowOf = (id: string) => prisma().channel.findUniqueOrThrow({ where: { id } });
const runsOf = (channelId: string) =>
  prisma().channelCheckRun.findMany({ where: { channelId }, orderBy: [{ checkedAt: "asc" }, { id: "asc" }] });
/** A channel, and the moment of its next night. */
async function aNight() {
  const scene = await aChannelOf(feishu.control, tenant);
  const due = (await rowOf(scene.channelId)).nextCheckAt ?? new Date(0);
  return { ...scene, due, at: { now: new Date(due.getTime() + MINUTE) } };
}
/** A channel by day: what is due then is due for another reason than its night, at whatever hour the test runs. */
async function aDay() {
  const { due, channelId } = await aNight();
  await prisma().channel.update({
    where: { id: channelId },
    data: { nextCheckAt: nextNightlyCheck(channelId, due) },
  });
  return { channelId, noon: new Date(due.getTime() + 8 * HOUR) };
}
const countedOf = async (appId: string) =>
  (await feishu.control.journal({ appId })).filter((entry) => entry.counted).length;

describe("every night", () => {
  it("each channel has its own time between one and five, where Feishu counts the month", () => {
    const now = new Date("2026-11-28T08:00:00Z");
    const times = Array.from({ length: 400 }, () => nextNightlyCheck(newId(), now).getTime());
    const from = Date.parse("2026-11-28T17:00:00Z");
    const inNight = times.map((time) => (time - from) / HOUR);
    expect(Math.min(...inNight)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...inNight)).toBeLessThan(4);
    const quarters = [0, 1, 2, 3].map((hour) => inNight.filter((at) => Math.floor(at) === hour).length);
    expect(Math.min(...quarters)).toBeGreaterThan(60);
    const id = newId();
    const tonight = nextNightlyCheck(id, now);
    expect(nextNightlyCheck(id, tonight).getTime() - tonight.getTime()).toBe(24 * HOUR);
  });

  it("two workers at once make one run, which is kept, counted and scheduled for the next night", async () => {
    const { channelId, appId, due, at } = await aNight();
    expect(await listChecksDue({ now: new Date(due.getTime() - MINUTE) }, 10)).not.toContain(channelId);
    expect(await listChecksDue(at, 10)).toContain(channelId);
    await feishu.control.clearJournal();

    const ran = await Promise.all(Array.from({ length: 4 }, () => runDueCheck(system, { channelId }, at)));

    expect(ran.filter((run) => run !== null)).toEqual([
      { health: "healthy", brokenReason: null, wentLive: false },
    ]);
    expect(await countedOf(appId)).toBe(4);
    expect((await runsOf(channelId)).map(({ trigger, calls }) => [trigger, calls])).toEqual([
      ["added", 4],
      ["scheduled", 4],
    ]);
    const usage = await prisma().apiUsage.findMany({ where: { tenantKey: tenant.tenantKey } });
    expect(usage.reduce((sum, { counted }) => sum + counted, 0)).toBe(8);
    expect((await rowOf(channelId)).nextCheckAt).toEqual(nextNightlyCheck(channelId, at.now));
    expect(await listChecksDue(at, 10)).not.toContain(channelId);
  });

  it("a worker that died in the middle leaves it due again after its lease", async () => {
    const { channelId, at } = await aNight();
    const lease = new Date(at.now.getTime() + 5 * MINUTE);
    await prisma().channel.update({ where: { id: channelId }, data: { nextCheckAt: lease } });
    expect(await listChecksDue(at, 10)).not.toContain(channelId);
    expect(await listChecksDue({ now: new Date(lease.getTime() + 1) }, 10)).toContain(channelId);
  });

  it("Feishu being down changes nothing, and it is tried again soon", async () => {
    const { channelId, at } = await aNight();
    const before = await rowOf(channelId);
    await feishu.control.addFault({ route: "*", kind: "reset", times: 0 });
    expect(await runDueCheck(system, { channelId }, at)).toBeNull();
    await feishu.control.clearFaults();
    const { nextCheckAt, ...row } = await rowOf(channelId);
    expect({ ...row, nextCheckAt: before.nextCheckAt }).toEqual(before);
    expect(nextCheckAt).toEqual(new Date(at.now.getTime() + 5 * MINUTE));
    expect(await runsOf(channelId)).toHaveLength(1);
  });

  it("runs of more than 90 days ago are forgotten", async () => {
    const { channelId, accountId, at } = await aNight();
    const old = (days: number) => new Date(at.now.getTime() - days * 24 * HOUR);
    for (const days of [89, 91])
      await prisma().channelCheckRun.create({
        data: {
          id: newId(),
          channelId,
          accountId,
          trigger: "scheduled",
          health: "healthy",
          rows: [],
          calls: 4,
          checkedAt: old(days),
        },
      });
    await runDueCheck(system, { channelId }, at);
    expect((await runsOf(channelId)).map(({ checkedAt }) => checkedAt)).toContainEqual(old(89));
    expect((await runsOf(channelId)).map(({ checkedAt }) => checkedAt)).not.toContainEqual(old(91));
  });

  it("a channel from before there were nights gets one, and one that is off or deleted none", async () => {
    const { channelId } = await aNight();
    const off = await aNight();
    await prisma().channel.update({ where: { id: channelId }, data: { nextCheckAt: null } });
    await prisma().channel.update({ where: { id: off.channelId }, data: { status: "disabled" } });
    const now = currentTime();
    await channelSweeps[0]?.run({ now }, new AbortController().signal);
    expect((await rowOf(channelId)).nextCheckAt?.getTime()).toBeGreaterThan(now.getTime());
    expect(await listChecksDue(off.at, 10)).not.toContain(off.channelId);
    expect(await runDueCheck(system, { channelId: off.channelId }, off.at)).toBeNull();
  });
});

describe("what was sent and failed", () => {
  it("begins a run, at most one in an hour, which leaves the proof to the next card", async () => {
    const { channelId, noon: first } = await aDay();
    const fail = (at: Date) =>
      prisma().channel.update({
        where: { id: channelId },
        data: { brokenReason: "channel_broken:230006", brokenAt: at },
      });
    await fail(first);
    expect(await listChecksDue({ now: first }, 10)).toContain(channelId);
    const ran = await Promise.all([1, 2, 3].map(() => runDueCheck(system, { channelId }, { now: first })));
    expect(ran.filter((run) => run !== null)).toMatchObject([{ health: "broken" }]);
    expect((await rowOf(channelId)).brokenReason).toBe("channel_broken:230006");

    await fail(new Date(first.getTime() + 10 * MINUTE));
    const soon = { now: new Date(first.getTime() + 11 * MINUTE) };
    expect(await listChecksDue(soon, 10)).not.toContain(channelId);
    expect(await runDueCheck(system, { channelId }, soon)).toBeNull();
    const later = { now: new Date(first.getTime() + 61 * MINUTE) };
    expect(await runDueCheck(system, { channelId }, later)).not.toBeNull();
    expect((await runsOf(channelId)).map(({ trigger }) => trigger)).toEqual(["added", "failure", "failure"]);
  });

  it("a new secret begins one as well", async () => {
    const { channelId, noon: now } = await aDay();
    await prisma().channel.update({ where: { id: channelId }, data: { secretChangedAt: now } });
    expect(await listChecksDue({ now }, 10)).toContain(channelId);
    await runDueCheck(system, { channelId }, { now: new Date(now.getTime() + 1) });
    expect((await runsOf(channelId)).at(-1)?.trigger).toBe("secret_changed");
    expect(await listChecksDue({ now: new Date(now.getTime() + 2) }, 10)).not.toContain(channelId);
  });
});

describe("the month's calls", () => {
  it("are not used for it when they are short: only what is free is asked, the rest says what it said", async () => {
    const { channelId, appId, due, at } = await aNight();
    const before = channelChecks((await rowOf(channelId)).checks);
    await countApiCalls(prisma(), tenant.tenantKey, 9_000, at.now);
    await feishu.control.clearJournal();

    await runDueCheck(system, { channelId }, at);

    expect(await countedOf(appId)).toBe(0);
    expect((await runsOf(channelId)).at(-1)).toMatchObject({ calls: 0, health: "healthy" });
    const after = channelChecks((await rowOf(channelId)).checks);
    const atOf = (rows: typeof after, step: string) => rows.find((row) => row.step === step)?.at;
    expect(atOf(after, "redirect_urls")).toBe(atOf(before, "redirect_urls"));
    expect(Date.parse(atOf(after, "bot") ?? "")).toBeGreaterThan(due.getTime());
  });

  it("used up are said so by a check that is asked for; what was known stays, and sign-in goes on", async () => {
    const { channelId, actor, appId } = await aNight();
    await feishu.control.changeTenant(tenant.tenantKey, { quotaLimit: 1, quotaUsed: 1 });
    const { now } = { now: currentTime() };
    expect(await recheckChannel(actor, { channelId }, { now })).toMatchObject({ problem: null, warnings: 1 });
    const { rows, health } = await getSelfCheck(actor, { channelId });
    expect(rows.find(({ step }) => step === "edition")).toMatchObject({
      state: "warning",
      finding: "exhausted",
    });
    expect(rows.filter(({ state }) => state === "wrong")).toEqual([]);
    expect(health).toBe("degraded");
    const usage = await prisma().apiUsage.findMany({ where: { month: quotaMonth(now) } });
    expect(usage.map(({ counted }) => counted)).toEqual([4]);
    const token = await fetch(`${feishu.url}/open-apis/authen/v1/authorize?client_id=${appId}`, {
      redirect: "manual",
    });
    expect(token.status).not.toBe(429);
  });

  it("watching an app that is not ready asks at most a hundred times in two weeks, then once a night", () => {
    const id = newId();
    const savedAt = new Date("2026-11-28T08:00:00Z");
    let now = savedAt;
    let looks = 0;
    while (now.getTime() - savedAt.getTime() < 14 * 24 * HOUR) {
      now = nextReadinessCheck(id, savedAt, now);
      looks += 1;
    }
    expect(looks).toBeLessThan(100);
    expect(nextReadinessCheck(id, savedAt, now)).toEqual(nextNightlyCheck(id, now));
  });
});

describe("a change of health", () => {
  it("is told once for the worse to TAM and deputy, and once when all is well again", async () => {
    const { channelId, appId, actor, tamId, deputyId } = await aNight();
    for (const personId of [tamId, deputyId]) await aStaffAccountOf(personId);
    const check = () => recheckChannel(actor, { channelId }, { now: currentTime() });
    await check();
    expect(await toldHealth(channelId)).toEqual([]);
    await feishu.control.changeApp(appId, { redirectUrls: [] });
    await check();
    await check();
    expect(await toldHealth(channelId)).toEqual(["degraded", "degraded"]);
    await feishu.control.changeApp(appId, { botDisabledByTenant: true });
    await check();
    await feishu.control.changeApp(appId, { botDisabledByTenant: false });
    await check();
    expect(await toldHealth(channelId)).toEqual(["degraded", "degraded", "broken", "broken"]);
    const home = `http://localhost:3000/feishu/${appId}`;
    await feishu.control.changeApp(appId, {
      redirectUrls: [
        home,
        `${home}/workbench`,
        `http://localhost:3000/thirdparty/feishu/${appId}/login`,
        `http://localhost:3000/thirdparty/feishu/${appId}/oauth2/callback`,
        `${home}/person/inviteToGroup`,
      ],
    });
    await check();
    await check();
    expect((await toldHealth(channelId)).slice(4)).toEqual(["healthy", "healthy"]);
    expect((await rowOf(channelId)).toldHealth).toBe("healthy");
  });
});

it("no secret and no token stands in any row, run or refusal", async () => {
  const { channelId, appId, actor } = await aNight();
  const secret = `reset-${newId()}`;
  await feishu.control.changeApp(appId, { appSecret: secret });
  await recheckChannel(actor, { channelId }, { now: currentTime() });
  expect(await tablesContaining(secret)).toEqual([]);
  const { tokens } = await feishu.control.issued();
  for (const token of tokens.slice(0, 20)) expect(await tablesContaining(token)).toEqual([]);
});
