import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { moveClock } from "@/lib/config/clock";
import { closePools } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { sendMessage } from "@/lib/messages/commands/send-message";
import type { World } from "../world/start-world";
import { until } from "../world/until";
import { watchAcknowledgements } from "./acknowledgements";
import { converge } from "./convergence";
import { expectEveryMessageOnce, expectSameOnEveryScreen } from "./expectations";
import { KeptProgram } from "./kept-program";
import { expectCardsOnce, expectEveryMentionDecided, heldJobs, letWindowsPass } from "./outcomes";
import { Participant } from "./participant";
import { openWorld, setStage, slowSending, type Stage } from "./stage";

const MESSAGES = 60;

let world: World;
let stage: Stage;
let participants: Participant[];
let server: KeptProgram;

beforeAll(async () => {
  world = await openWorld();
  server = new KeptProgram("server", () => world.startServer());
  stage = await setStage(world, ["Avery", "Blake", "Casey"]);
  await server.up();
  participants = [...stage.employees, stage.tam].map(
    (who) => new Participant(stage, who, [stage.mainGroup], { reads: false }),
  );
}, 120_000);

afterAll(async () => {
  server?.release();
  for (const participant of participants ?? []) participant.client.stop();
  await closePools();
  await world?.stop();
}, 60_000);

test("a server asked to stop loses nothing it accepted, and pages carry on with the next one", async () => {
  const acknowledged = watchAcknowledgements();
  const [avery] = participants;
  for (let number = 1; number <= MESSAGES; number += 1)
    for (const one of participants) {
      const mention = number % 10 === 0 && one !== avery ? ` <@${avery?.personId}>` : "";
      await one.say(stage.mainGroup, `${one.who.name} ${number}${mention}`);
    }
  await until("some messages to be acknowledged", () => acknowledged().length >= 40);
  expect(await server.terminate()).toBe(0);
  const clientIds = acknowledged().map(({ clientId }) => clientId);
  expect(clientIds.length, "acknowledged when the server stopped").toBeLessThan(
    MESSAGES * participants.length,
  );
  expect(await prisma().message.count({ where: { clientId: { in: clientIds } } })).toBe(clientIds.length);

  server = new KeptProgram("server", () => world.startServer());
  await converge(participants, [stage.mainGroup]);
  await expectEveryMessageOnce(participants, [stage.mainGroup], acknowledged());
  await expectSameOnEveryScreen(participants, [stage.mainGroup]);
  await letWindowsPass(stage.feishu);
  await expectEveryMentionDecided(participants);
  await expectCardsOnce(stage.feishu, participants);
}, 90_000);

test("a worker asked to stop while it sends a card finishes and records it", async () => {
  const [, , casey] = stage.employees;
  if (casey === undefined) throw new Error("nobody to mention");
  const { personId } = casey.actor;
  await stage.feishu.addFault({ ...slowSending, times: 1 });
  // Said a quarter of a minute ago, so that the grace is over.
  const putBack = moveClock(-15_000);
  await sendMessage(stage.tam.actor, {
    groupId: stage.mainGroup,
    clientId: randomUUID(),
    body: `<@${personId}> please have a look`,
  });
  putBack();
  const worker = await world.startWorker();
  const card = () => prisma().cardDelivery.findFirst({ where: { personId } });
  await until("the card to be under way", async () => (await card())?.status === "sending");
  expect(await worker.stop("SIGTERM")).toBe(0);
  expect(await card()).toMatchObject({ status: "sent", attempts: 1 });
  const cards = await stage.feishu.inbox(casey.userId ?? "");
  expect(cards.map(({ uuid }) => uuid)).toEqual([(await card())?.id]);
  expect(await prisma().mention.findMany({ where: { personId } })).toMatchObject([{ outcome: "sent" }]);
  expect(await heldJobs()).toBe(0);
}, 60_000);
