import {
  type Arbitrary,
  assert,
  asyncProperty,
  array,
  constant,
  constantFrom,
  integer,
  oneof,
  record,
} from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import {
  type TestEmployee,
  aGroup,
  aMention,
  anEmployee,
  deliveriesOf,
  leave,
  read,
  rejoin,
} from "@/lib/testing/notification-world";

const scene = cardScene();

type Step =
  | { do: "mention"; group: 0 | 1 }
  | { do: "read" | "leave" | "rejoin"; group: 0 | 1 }
  | { do: "wait"; seconds: number }
  | { do: "run"; workers: number }
  | {
      do: "fail";
      kind: "error-500" | "reset" | "rate-limit" | "html-502";
      when: "before" | "after";
      times: number;
    };

const group = constantFrom(0 as const, 1 as const);
const step: Arbitrary<Step> = oneof(
  { weight: 5, arbitrary: record({ do: constant("mention" as const), group }) },
  { weight: 2, arbitrary: record({ do: constantFrom("read", "leave", "rejoin"), group }) },
  {
    weight: 5,
    arbitrary: record({ do: constant("wait" as const), seconds: integer({ min: 1, max: 900 }) }),
  },
  {
    weight: 6,
    arbitrary: record({ do: constant("run" as const), workers: integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: record({
      do: constant("fail" as const),
      kind: constantFrom("error-500", "reset", "rate-limit", "html-502"),
      when: constantFrom("before", "after"),
      times: integer({ min: 1, max: 3 }),
    }),
  },
);

/** Where the clock of product and Feishu stands; it goes on from run to run. */
let clock = 0;
let groups: [string, string];
let reader: TestEmployee;
/** Outcomes as they were once recorded. */
let recorded: Map<string, string>;

beforeAll(() => scene.control.moveClock({ setTo: at(0).getTime(), frozen: true }));

async function wait(milliseconds: number): Promise<void> {
  clock += milliseconds;
  await scene.control.moveClock({ setTo: at(clock).getTime(), frozen: true });
}

async function perform(one: Step): Promise<void> {
  if (one.do === "wait") return wait(one.seconds * second);
  if (one.do === "fail") return void (await scene.sendingFails({ ...one, resetSeconds: 5 }));
  if (one.do === "run") {
    await Promise.all(Array.from({ length: one.workers }, () => notify(reader, clock)));
    return;
  }
  const groupId = groups[one.group];
  if (one.do === "mention") {
    // Who has left is not named: the database function names members only.
    if (!(await isMember(groupId))) return;
    await aMention(groupId, scene.channel.engineer, [reader.personId], { at: at(clock) });
  } else if (one.do === "read") await read(groupId, reader.personId);
  else if (one.do === "leave") await leave(groupId, reader.personId, at(clock));
  else await rejoin(groupId, reader.personId);
}

async function isMember(groupId: string): Promise<boolean> {
  const where = { groupId_personId: { groupId, personId: reader.personId } };
  return (await prisma().groupMember.findUniqueOrThrow({ where })).leftAt === null;
}

const mentions = () => prisma().mention.findMany({ where: { personId: reader.personId } });

/** Outcomes that changed after they were recorded. */
async function changedOutcomes(): Promise<string[]> {
  const changed: string[] = [];
  for (const { messageId, outcome, outcomeReason, outcomeAt } of await mentions()) {
    if (outcome === null) continue;
    const is = `${outcome} ${outcomeReason} ${outcomeAt?.toISOString()}`;
    const was = recorded.get(messageId) ?? is;
    if (was !== is) changed.push(`${was} became ${is}`);
    recorded.set(messageId, is);
  }
  return changed;
}

/** Time goes on and Feishu is well: everything must come to an end. */
async function settleAll(): Promise<void> {
  await scene.control.clearFaults();
  for (let round = 0; round < 14; round += 1) {
    await wait(6 * minute);
    await notify(reader, clock);
    const isOver = (await mentions()).every(({ outcome }) => outcome !== null);
    if (isOver) return;
  }
}

/** Cards too soon, doubled, unknown to us, or still under way. */
async function wrongCards(): Promise<string[]> {
  const arrived = (await scene.inbox(reader)).toSorted((one, other) => one.createdAt - other.createdAt);
  const deliveries = await deliveriesOf(reader.personId);
  const ids = new Set(deliveries.map(({ id }) => id));
  const tooSoon = arrived.filter(
    ({ createdAt }, index) => createdAt - (arrived[index - 1]?.createdAt ?? -Infinity) < 10 * minute,
  );
  const doubled = arrived.length - new Set(arrived.map(({ uuid }) => uuid)).size;
  return [
    ...tooSoon.map(({ createdAt }) => `too soon: ${new Date(createdAt).toISOString()}`),
    ...(doubled > 0 ? [`${doubled} doubled`] : []),
    ...arrived.filter(({ uuid }) => !ids.has(uuid ?? "")).map(({ uuid }) => `unknown: ${uuid}`),
    ...deliveries.filter(({ status }) => status === "sending").map(({ id }) => `under way: ${id}`),
  ];
}

/** Mentions undecided, or told of a card that did not arrive; cards that tell not exactly one as sent. */
async function wrongOutcomes(): Promise<string[]> {
  const all = await mentions();
  const arrived = new Set((await scene.inbox(reader)).map(({ uuid }) => uuid));
  const sentCards = (await deliveriesOf(reader.personId)).filter(({ status }) => status === "sent");
  const sentIn = (id: string) =>
    all.filter(({ cardDeliveryId, outcome }) => cardDeliveryId === id && outcome === "sent");
  const isTold = (outcome: string | null) => outcome === "sent" || outcome === "folded";
  return [
    ...all.filter(({ outcome }) => outcome === null).map(({ messageId }) => `undecided: ${messageId}`),
    ...all
      .filter(({ outcome, cardDeliveryId }) => isTold(outcome) && !arrived.has(cardDeliveryId))
      .map(({ messageId }) => `told without a card: ${messageId}`),
    ...sentCards.filter(({ id }) => sentIn(id).length !== 1).map(({ id }) => `not one sent: ${id}`),
  ];
}

it(
  "sends at most one card in 10 minutes and gives every mention one outcome, whatever happens",
  { timeout: 300_000 },
  async () => {
    await assert(
      asyncProperty(array(step, { minLength: 6, maxLength: 24 }), async (steps) => {
        await scene.control.clearFaults();
        await wait(24 * 60 * minute);
        groups = [await aGroup(scene.channel, "One"), await aGroup(scene.channel, "Two")];
        reader = await anEmployee(scene.channel, groups);
        recorded = new Map();
        const changed: string[] = [];
        for (const one of steps) {
          await perform(one);
          changed.push(...(await changedOutcomes()));
        }
        await settleAll();

        changed.push(...(await changedOutcomes()));
        expect({ changed, cards: await wrongCards(), outcomes: await wrongOutcomes() }).toEqual({
          changed: [],
          cards: [],
          outcomes: [],
        });
      }),
      { numRuns: 15, endOnFailure: true },
    );
  },
);
