import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closePools } from "@/lib/db/pool";
import { startSmtpServer } from "@/lib/testing/smtp-server";
import { freePort } from "../world/free-port";
import type { World } from "../world/start-world";
import { until } from "../world/until";
import { watchAcknowledgements } from "./acknowledgements";
import { chaos, cutListening, STRIKES } from "./chaos";
import { converge } from "./convergence";
import { expectEveryMessageOnce, expectSameOnEveryScreen } from "./expectations";
import { KeptProgram } from "./kept-program";
import { expectCardsOnce, expectEveryMentionDecided, heldJobs, letWindowsPass } from "./outcomes";
import { Participant } from "./participant";
import { type Line, writeScript } from "./script";
import { chaosSeed, seededRandom } from "./seeded-random";
import { openWorld, setStage, slowSending, type Stage } from "./stage";

const NAMES = ["Avery", "Blake", "Casey", "Drew", "Emery", "Finley", "Gray", "Harper"];
const EACH = 50;
/** So many are said while nobody listens. */
const LAST = 4;

const seed = chaosSeed();
const random = seededRandom(seed);
let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
let world: World;
let stage: Stage;
let sideGroup: string;
let server: KeptProgram;
let otherServer: KeptProgram;
let worker: KeptProgram;
let participants: Participant[];

beforeAll(async () => {
  process.stdout.write(`chaos: CHAOS_SEED=${seed} repeats the choices of this run\n`);
  smtp = await startSmtpServer();
  const { SMTP_URL = "", SMTP_FROM = "" } = process.env;
  world = await openWorld({ SMTP_URL, SMTP_FROM });
  server = new KeptProgram("server", () => world.startServer());
  const otherPort = await freePort();
  otherServer = new KeptProgram("other server", () => world.startServer(otherPort));
  worker = new KeptProgram("worker", world.startWorker);
  stage = await setStage(world, NAMES);
  const { mainGroup, employees, tam, deputy } = stage;
  const insiders = [...employees.slice(0, 4), tam];
  sideGroup = await stage.groupOf(insiders);
  await Promise.all([server.up(), otherServer.up(), worker.up()]);
  participants = [...employees, tam, deputy].map((who, index) => {
    const groups = insiders.includes(who) ? [mainGroup, sideGroup] : [mainGroup];
    // Some look at everything that arrives, so that mentions are read before a card goes.
    // Every second one uses the other server, and hears of the rest only through LISTEN.
    const url = index % 2 === 0 ? world.appUrl : `http://localhost:${otherPort}`;
    return new Participant(stage, who, groups, { reads: who === tam || index < 2, url });
  });
  await stage.feishu.addFault({ ...slowSending, times: 0 });
}, 120_000);

afterAll(async () => {
  server?.release();
  otherServer?.release();
  worker?.release();
  for (const participant of participants ?? []) participant.client.stop();
  await closePools();
  await world?.stop();
  await smtp?.close();
}, 60_000);

test("whatever is killed, nothing acknowledged is lost or doubled and everybody comes to see the same", async () => {
  const acknowledged = watchAcknowledgements();
  const script = writeScript(participants, EACH, random);
  const perStrike = Math.ceil(script.length / (STRIKES + 1));
  const half = script.length / 2;
  const reloading = random.shuffled(participants).slice(0, 2);
  const struck = await chaos({ world, server, worker, random }, async () => {
    await say(script.splice(0, perStrike));
    if (script.length < half)
      for (const participant of reloading.splice(0)) await leaveAndReturn(participant);
  });
  await say(script.splice(0, script.length - LAST));
  expect(struck).toEqual({ server: 3, worker: 3, postgres: 3, listen: 3, connections: 1 });

  await Promise.all([server.up(), otherServer.up(), worker.up()]);
  const groupIds = [stage.mainGroup, sideGroup];
  await converge(participants, groupIds);
  // Nothing comes after these that would betray what was missed.
  await cutListening();
  await say(script.splice(0));
  await converge(participants, groupIds);
  expect([...server.crashes, ...otherServer.crashes, ...worker.crashes], "what ended by itself").toEqual([]);
  await expectEveryMessageOnce(participants, groupIds, acknowledged());
  await expectSameOnEveryScreen(participants, groupIds);

  await stage.feishu.clearFaults();
  await letWindowsPass(stage.feishu);
  await expectEveryMentionDecided(participants);
  await expectCardsOnce(stage.feishu, participants);
  expect(smtp.received).toHaveLength(1);
  await until("no job to be held by a worker that is gone", async () => (await heldJobs()) === 0, 40_000);
}, 180_000);

async function say(lines: readonly Line[]): Promise<void> {
  for (const { participant, groupId, body } of lines) await participant.say(groupId, body);
}

/** Reloads a page that is live; the one that was left must not come back to life. */
async function leaveAndReturn(participant: Participant): Promise<void> {
  const isLive = () => participant.client.getConnection() === "live";
  await until("the page to be live", isLive, 60_000);
  const left = participant.reload();
  await until("the page to be live again", isLive, 60_000);
  await sleep(500);
  expect(left.getConnection()).not.toBe("live");
}
