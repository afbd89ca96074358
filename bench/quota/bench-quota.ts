import { quotaMonth } from "../../lib/channels/quota-month";
import { quotaBudget } from "../../lib/channels/quota-pace";
import { environment } from "../../lib/config/environment";
import { pool } from "../../lib/db/pool";
import { prisma } from "../../lib/db/prisma";
import { migrateQueue } from "../../lib/jobs/migrate-queue";
import { notifyPerson } from "../../lib/notifications/commands/notify-person";
import { sendIncidentCards } from "../../lib/notifications/commands/send-incident-cards";
import { startTestFeishu } from "../../lib/testing/channel-world";
import {
  aChannel,
  aGroup,
  anEmployee,
  anIncident,
  type TestEmployee,
} from "../../lib/testing/notification-world";
import { printResult, printTable, type Goal } from "../report";
import { monthOfBursts, PEOPLE, type Burst } from "./month";
import { mentionMany } from "./mention-many";

const system = { kind: "system", name: "bench" } as const;
const GRACE = 10_000;

type Stage = {
  feishu: Awaited<ReturnType<typeof startTestFeishu>>;
  channel: Awaited<ReturnType<typeof aChannel>>;
  groupId: string;
  people: TestEmployee[];
};

async function setUp(): Promise<Stage> {
  const feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
  await pool().query("TRUNCATE mention, message, group_event, card_delivery, api_usage CASCADE");
  const channel = await aChannel(feishu.control, { edition: "basic" });
  const groupId = await aGroup(channel);
  const people: TestEmployee[] = [];
  for (let index = 0; index < PEOPLE; index += 1)
    people.push(await anEmployee(channel, [groupId], { name: `Employee ${index}` }));
  return { feishu, channel, groupId, people };
}

/** When each person is to be looked at next: what the queue holds in a month that takes a month. */
type Wakes = Map<number, number>;

/** Has everybody looked at who is due before `until`, in the order of time, with Feishu's clock where ours is. */
async function wakeUntil(stage: Stage, wakes: Wakes, until: number): Promise<void> {
  for (;;) {
    const [next] = [...wakes].filter(([, at]) => at <= until).toSorted(([, a], [, b]) => a - b);
    if (next === undefined) return;
    const [person, at] = next;
    await stage.feishu.control.moveClock({ setTo: at });
    wakes.delete(person);
    const { personId } = stage.people[person] as TestEmployee;
    await notifyPerson(system, { personId }, { now: new Date(at) });
    const window = await prisma().notificationWindow.findUnique({ where: { personId } });
    if (window?.dueAt) wakes.set(person, Math.max(window.dueAt.getTime(), at + 1));
  }
}

async function live(stage: Stage, bursts: readonly Burst[]): Promise<void> {
  const wakes: Wakes = new Map();
  let day = "";
  for (const { person, at, mentions } of bursts) {
    await wakeUntil(stage, wakes, at);
    const { personId } = stage.people[person] as TestEmployee;
    await mentionMany(stage.groupId, { senderId: stage.channel.engineer, personId, count: mentions, at });
    if (!wakes.has(person)) wakes.set(person, at + GRACE);
    const today = new Date(at).toISOString().slice(0, 10);
    if (today !== day) console.log(`${today} … ${await countedCalls(stage, at)} calls so far`);
    day = today;
  }
  await wakeUntil(stage, wakes, Infinity);
}

async function countedCalls({ channel }: Stage, at: number): Promise<number> {
  const key = { tenantKey: channel.tenantKey, month: quotaMonth(new Date(at)) };
  return (await prisma().apiUsage.findUnique({ where: { tenantKey_month: key } }))?.counted ?? 0;
}

/** An Emergency in the last hour of the last working day; answers how many people its card reached. */
async function emergency({ feishu, channel, groupId, people }: Stage, at: number): Promise<number> {
  const [declarer] = people;
  const now = new Date(at);
  await feishu.control.moveClock({ setTo: at });
  const incidentId = await anIncident(channel, groupId, { declarerId: declarer?.personId ?? "", at: now });
  await sendIncidentCards(system, { incidentId, state: "declared" }, { now });
  return prisma().cardDelivery.count({ where: { incidentId, status: "sent" } });
}

/** What people got, by outcome, and how long a mention that was told waited for its card. */
async function outcomes(): Promise<
  { outcome: string; reason: string; mentions: number; medianMinutes: number }[]
> {
  const { rows } = await pool().query<{ outcome: string; reason: string; mentions: number; median: number }>(
    `SELECT outcome::text, coalesce(outcome_reason, '') AS reason, count(*)::int AS mentions,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM outcome_at - created_at)) / 60 AS median
     FROM mention GROUP BY 1, 2 ORDER BY 3 DESC`,
  );
  return rows.map(({ median, ...row }) => ({ ...row, medianMinutes: median }));
}

/** Lives a month of 40 people with 12 mentions an hour each through the product, and says what it cost and who got what. */
export async function benchQuota(): Promise<void> {
  const stage = await setUp();
  const bursts = monthOfBursts();
  const mentions = bursts.reduce((sum, burst) => sum + burst.mentions, 0);
  console.log(`living ${mentions} mentions of ${PEOPLE} people …`);
  await live(stage, bursts);
  const end = (bursts.at(-1)?.at ?? 0) + 60 * 60_000;
  const ofMentions = await countedCalls(stage, end);
  const reached = await emergency(stage, end);
  const counted = await countedCalls(stage, end);
  const told = await outcomes();
  printTable(
    "what became of the mentions",
    ["", "reason", "mentions", "share %", "median minutes"],
    told.map((row) => [
      row.outcome,
      row.reason,
      row.mentions,
      (row.mentions / mentions) * 100,
      row.medianMinutes,
    ]),
  );
  const limit = environment().FEISHU_MONTHLY_QUOTA;
  const undecided = mentions - told.reduce((sum, row) => sum + row.mentions, 0);
  const goals: Goal[] = [
    { name: "calls of the month", wanted: `< ${limit}`, measured: counted, met: counted < limit },
    {
      name: "calls of mentions alone",
      wanted: `≤ ${quotaBudget(limit)}`,
      measured: ofMentions,
      met: ofMentions <= quotaBudget(limit),
    },
    {
      name: "people an Emergency on the last day reached by card",
      wanted: `= ${PEOPLE - 1}`,
      measured: reached,
      met: reached === PEOPLE - 1,
    },
    { name: "mentions without outcome", wanted: "= 0", measured: undecided, met: undecided === 0 },
  ];
  await stage.feishu.close();
  printResult("quota", { mentions, counted, ofMentions, reached, told }, goals);
}
