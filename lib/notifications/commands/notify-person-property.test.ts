import { array, assert, asyncProperty } from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { quotaMonthSpan } from "@/lib/channels/quota-month";
import { prisma } from "@/lib/db/prisma";
import { isAppError } from "@/lib/errors/app-error";
import { isFeishuError } from "@/lib/feishu/feishu-error";
import { feishuClient } from "@/lib/feishu/client";
import { editMessage } from "@/lib/messages/commands/edit-message";
import { recallMessage } from "@/lib/messages/commands/recall-message";
import { sendIncidentCards } from "@/lib/notifications/commands/send-incident-cards";
import { setNotificationSettings } from "@/lib/notifications/commands/set-notification-settings";
import { updateCards } from "@/lib/notifications/commands/update-cards";
import { decideCard } from "@/lib/notifications/internal/decide-card";
import { mentionCard } from "@/lib/notifications/internal/mention-card";
import { mentionFacts } from "@/lib/notifications/internal/mention-facts";
import { sendCard } from "@/lib/notifications/internal/send-card";
import { withWindow } from "@/lib/notifications/internal/window";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import { chosenBy, type Step, type StepOf, step } from "@/lib/testing/notification-sequence";
import {
  forbiddenOn,
  isUnwanted,
  type Said,
  type Story,
  wrongOutcomes,
} from "@/lib/testing/notification-verdicts";
import {
  actorOf,
  aGroup,
  aMention,
  anEmployee,
  anIncident,
  deliveriesOf,
  engineerOf,
  isPresent,
  leave,
  read,
  rejoin,
  type TestEmployee,
} from "@/lib/testing/notification-world";

const scene = cardScene();
const system = { kind: "system", name: "test" } as const;
const hour = 60 * minute;

/** Where the clock of product and Feishu stands; it goes on from run to run. */
let clock = 0;
let groups: [string, string];
let reader: TestEmployee;
let story: Story;
/** Outcomes as they were once recorded. */
let recorded: Map<string, string>;
let emergencies: string[];
const ran = { sequences: 0, steps: 0, cards: 0, mentions: 0 };

beforeAll(() => scene.control.moveClock({ setTo: at(0).getTime(), frozen: true }));

async function wait(milliseconds: number): Promise<void> {
  clock += milliseconds;
  await scene.control.moveClock({ setTo: at(clock).getTime(), frozen: true });
}

const author = () => engineerOf(scene.channel, ["tam"]);
const employee = () => actorOf(scene.channel, reader);

async function say(groupId: string, how: "mention" | "everyone" | "nobody"): Promise<void> {
  // Who has left is not named: the database function names members only.
  const named = how !== "nobody" && (await isPresent(groupId, reader.personId)) ? [reader.personId] : [];
  const words = `words-${story.messages.length}.`;
  const token = { mention: `<@${reader.personId}> `, everyone: "<@all> ", nobody: "" }[how];
  const { messageId } = await aMention(groupId, scene.channel.engineer, named, {
    at: at(clock),
    body: token + words,
  });
  story.messages.push({ messageId, groupId, words, version: 1, recalledAt: null });
}

/** Refusals are those of the use case: too late, recalled. */
async function attempted(work: Promise<unknown>): Promise<boolean> {
  const [result] = await Promise.allSettled([work]);
  if (result.status === "rejected" && !isAppError(result.reason)) throw result.reason;
  return result.status === "fulfilled";
}

async function edit(said: Said | undefined, names: boolean): Promise<void> {
  if (!said) return;
  const { messageId, groupId, version } = said;
  const body = `${names ? `<@${reader.personId}> ` : ""}${said.words} again ${version}`;
  const done = await attempted(
    editMessage(author(), { messageId, groupId, version, body }, { now: at(clock) }),
  );
  if (done) said.version += 1;
}

async function recall(said: Said | undefined): Promise<void> {
  if (!said) return;
  const { messageId, groupId } = said;
  if (await attempted(recallMessage(author(), { messageId, groupId }, { now: at(clock) })))
    said.recalledAt ??= clock;
}

async function choose(one: StepOf<"choose">): Promise<void> {
  const settings = chosenBy(one);
  await setNotificationSettings(employee(), settings, { now: at(clock) });
  story.wanted.push({ since: clock, settings });
}

/** A worker that dies: after it claimed a card, or after Feishu had it and before that was recorded. */
async function die(sent: boolean): Promise<void> {
  const decision = await withWindow(reader.personId, at(clock), decideCard);
  if (decision.do !== "send" || !sent) return;
  const { id: uuid, form, recipient } = decision.card;
  const [first, ...others] = await prisma().mention.findMany({
    where: { cardDeliveryId: uuid, outcome: null },
    orderBy: [{ createdAt: "asc" }, { groupId: "asc" }, { sequence: "asc" }],
  });
  if (!first) return;
  const ids = [first.messageId, ...others.map(({ messageId }) => messageId)] as const;
  const contents = mentionCard(await mentionFacts(prisma(), reader.personId, ids), recipient.appId);
  const { appId, appSecret } = scene.channel;
  await sendCard(feishuClient({ appId, appSecret }), {
    openId: recipient.openId,
    uuid,
    form,
    contents,
  }).catch((thrown: unknown) => {
    if (!isFeishuError(thrown)) throw thrown;
  });
}

async function emergency(groupId: string): Promise<void> {
  if ((await prisma().ticket.count({ where: { groupId } })) > 0) return;
  const declarer = await anEmployee(scene.channel, []);
  const incidentId = await anIncident(scene.channel, groupId, {
    declarerId: declarer.personId,
    at: at(clock),
  });
  emergencies.push(incidentId);
  await Promise.all([tellEmergency(incidentId), tellEmergency(incidentId)]);
}

const tellEmergency = (incidentId: string) =>
  sendIncidentCards(system, { incidentId, state: "declared" }, { now: at(clock) });

const acts: { [Name in Step["do"]]: (one: StepOf<Name>) => Promise<unknown> } = {
  mention: (one) => say(groups[one.group], "mention"),
  everyone: (one) => say(groups[one.group], "everyone"),
  nobody: (one) => say(groups[one.group], "nobody"),
  edit: (one) => edit(story.messages[one.message], one.names),
  recall: (one) => recall(story.messages[one.message]),
  read: (one) => read(groups[one.group], reader.personId),
  leave: async (one) => {
    if (!(await isPresent(groups[one.group], reader.personId))) return;
    await leave(groups[one.group], reader.personId, at(clock));
    story.absences.push({ groupId: groups[one.group], from: clock, to: Infinity });
  },
  rejoin: async (one) => {
    await rejoin(groups[one.group], reader.personId);
    for (const absence of story.absences)
      if (absence.groupId === groups[one.group]) absence.to = Math.min(absence.to, clock);
  },
  emergency: (one) => emergency(groups[one.group]),
  choose,
  wait: (one) => wait(one.seconds * second),
  month: () => wait(quotaMonthSpan(at(clock)).endsAt.getTime() - at(clock).getTime() - 5 * second),
  quota: () => scene.control.changeTenant(scene.channel.tenantKey, { quotaLimit: 0 }),
  update: async () => {
    for (const { messageId } of story.messages) await updateCards(system, { messageId }, { now: at(clock) });
  },
  run: (one) => Promise.all(Array.from({ length: one.workers }, () => notify(reader, clock))),
  die: (one) => die(one.sent),
  fail: (one) => scene.sendingFails({ ...one, resetSeconds: 1 }),
};
async function perform(one: Step): Promise<void> {
  // What a step takes in truth is added to its time: no two are to overlap.
  await wait(5 * second);
  await (acts[one.do] as (given: Step) => Promise<unknown>)(one);
}

const mentions = () => prisma().mention.findMany({ where: { personId: reader.personId } });

/** Outcomes that changed after they were recorded; a name taken out and brought in again is a new mention. */
async function changedOutcomes(): Promise<string[]> {
  const changed: string[] = [];
  for (const { messageId, sequence, outcome, outcomeReason, outcomeAt } of await mentions()) {
    if (outcome === null) continue;
    const key = `${messageId} ${sequence}`;
    const is = `${outcome} ${outcomeReason} ${outcomeAt?.toISOString()}`;
    const was = recorded.get(key) ?? is;
    if (was !== is) changed.push(`${was} became ${is}`);
    recorded.set(key, is);
  }
  return changed;
}

/** Time goes on and Feishu is well: everything must come to an end. */
async function settleAll(): Promise<void> {
  await scene.control.clearFaults();
  await scene.control.changeTenant(scene.channel.tenantKey, { quotaLimit: 10_000 });
  for (let round = 0; round < 20; round += 1) {
    await wait(round < 12 ? 6 * minute : 2 * hour);
    await notify(reader, clock);
    for (const incidentId of emergencies) await tellEmergency(incidentId);
    const isDecided = (await mentions()).every(({ outcome }) => outcome !== null);
    if (isDecided && (await deliveriesOf(reader.personId)).every(({ status }) => status !== "sending"))
      return;
  }
}

/** Cards too soon, doubled, unknown to us, unwanted, still under way, or of what their reader may not see. */
async function wrongCards(): Promise<string[]> {
  const deliveries = await deliveriesOf(reader.personId);
  const claimedAt = new Map(
    deliveries.map(({ id, createdAt }) => [id, createdAt.getTime() - at(0).getTime()]),
  );
  const urgent = new Set(deliveries.filter(({ lane }) => lane === "emergency").map(({ id }) => id));
  const all = await scene.inbox(reader);
  const arrived = all
    .filter(({ uuid }) => !urgent.has(uuid ?? ""))
    .toSorted((one, other) => one.createdAt - other.createdAt);
  ran.cards += all.length;
  const tooSoon = arrived.filter(
    ({ createdAt }, index) => createdAt - (arrived[index - 1]?.createdAt ?? -Infinity) < 10 * minute,
  );
  const unwanted = deliveries.filter(
    ({ id, lane, createdAt }) => lane === "mention" && isUnwanted(story, claimedAt.get(id) ?? 0, createdAt),
  );
  const doubled = all.length - new Set(all.map(({ uuid }) => uuid)).size;
  return [
    ...tooSoon.map(({ createdAt }) => `too soon: ${new Date(createdAt).toISOString()}`),
    ...(doubled > 0 ? [`${doubled} doubled`] : []),
    ...unwanted.map(({ id }) => `unwanted: ${id}`),
    ...(urgent.size > emergencies.length
      ? [`${urgent.size} cards of ${emergencies.length} emergencies`]
      : []),
    ...all.filter(({ uuid }) => !claimedAt.has(uuid ?? "")).map(({ uuid }) => `unknown: ${uuid}`),
    ...deliveries.filter(({ status }) => status === "sending").map(({ id }) => `under way: ${id}`),
    ...arrived.flatMap((card) => forbidden(card, claimedAt.get(card.uuid ?? "") ?? 0)),
  ];
}

type Arrived = Awaited<ReturnType<typeof scene.inbox>>[number];

const forbidden = (card: Arrived, claimed: number): string[] =>
  forbiddenOn(story, {
    text: JSON.stringify(card.content),
    links: card.links.map(decodeURIComponent).join(" "),
    claimed,
    sent: card.createdAt - at(0).getTime(),
  });

async function outcomesWrong(): Promise<string[]> {
  const all = await mentions();
  ran.mentions += all.length;
  const arrived = new Set((await scene.inbox(reader)).map(({ uuid }) => uuid));
  return wrongOutcomes(all, await deliveriesOf(reader.personId), arrived);
}

async function begin(): Promise<void> {
  await scene.control.clearFaults();
  await wait(24 * hour);
  groups = [await aGroup(scene.channel, "One"), await aGroup(scene.channel, "Two")];
  reader = await anEmployee(scene.channel, groups);
  story = { messages: [], wanted: [], absences: [] };
  [recorded, emergencies] = [new Map<string, string>(), []];
  // The first thing said in a ticket's group can be neither edited nor recalled.
  for (const groupId of groups) await aMention(groupId, scene.channel.engineer, [], { at: at(clock) });
}

it(
  "sends at most one card in 10 minutes, none unwanted or forbidden, and gives every mention one outcome, whatever happens",
  { timeout: 120_000 },
  async () => {
    await assert(
      asyncProperty(array(step, { minLength: 8, maxLength: 28 }), async (steps) => {
        await begin();
        const changed: string[] = [];
        for (const one of steps) {
          await perform(one);
          changed.push(...(await changedOutcomes()));
        }
        await settleAll();

        changed.push(...(await changedOutcomes()));
        ran.sequences += 1;
        ran.steps += steps.length;
        expect({ changed, cards: await wrongCards(), outcomes: await outcomesWrong() }).toEqual({
          changed: [],
          cards: [],
          outcomes: [],
        });
      }),
      { numRuns: 40, endOnFailure: true, interruptAfterTimeLimit: 30_000 },
    );
    process.stdout.write(
      `${ran.sequences} sequences, ${ran.steps} steps: ${ran.mentions} mentions, ${ran.cards} cards\n`,
    );
  },
);
