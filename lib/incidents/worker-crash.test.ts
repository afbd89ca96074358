import { afterAll, beforeAll, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { addWebhook } from "@/lib/incidents/commands/add-webhook";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { startProcess, type TestProcess } from "@/lib/testing/child-process";
import { anEmergency, dismissTeam, historyOf, outcomesOfSteps, system } from "@/lib/testing/incident-world";
import { readMail, startSmtpServer } from "@/lib/testing/smtp-server";
import { accept, type ReceivedCall, startWebhookServer } from "@/lib/testing/webhook-server";
import { until } from "../../e2e/world/until";

const MINUTE = 60_000;
const SECRET = "a-secret-that-no-log-line-may-hold";
/** When the steps of the default chain are due; the last is the first of those that repeat. */
const DUE = [0, 5, 15, 25, 36];

let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
let receiver: Awaited<ReturnType<typeof startWebhookServer>>;
const workers: TestProcess[] = [];

beforeAll(async () => {
  smtp = await startSmtpServer();
  receiver = await startWebhookServer();
  await migrateQueue(environment().DATABASE_URL);
  await dismissTeam();
  const hook = { name: "vendor", url: receiver.url, format: "generic", secret: SECRET } as const;
  await addWebhook(system, hook, { now: new Date() });
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await Promise.all([smtp.close(), receiver.close()]);
});

function startPagingWorker(minutesAhead: number): TestProcess {
  const ahead = String(minutesAhead * MINUTE + 1_000);
  const worker = startProcess("lib/testing/paging-worker.ts", { CLOCK_AHEAD: ahead, LOG_LEVEL: "debug" });
  workers.push(worker);
  return worker;
}

const stepOf = ({ body }: ReceivedCall): number => (JSON.parse(body) as { step: number }).step;

it("a worker killed at every step, between call and record: each step is decided once, each call arrives under one key", async () => {
  const { incidentId } = await anEmergency();

  for (const [position, minutes] of DUE.entries()) {
    // What earlier workers left is taken; what this step brings is received, and not answered.
    receiver.answer = (response, call) => {
      if (stepOf(call) <= position) accept(response, call);
    };
    const worker = startPagingWorker(minutes);
    const arrived = () => receiver.calls.some((call) => stepOf(call) === position + 1);
    await until(`the call of step ${position + 1}`, arrived, 60_000);
    await worker.kill();
  }
  receiver.answer = accept;
  for (const minutes of [40, 40]) startPagingWorker(minutes);
  const pending = () =>
    prisma().page.count({ where: { incidentId, status: "pending", via: { not: "desk" } } });
  await until("every call to be delivered", async () => (await pending()) === 0, 60_000);

  expect(await outcomesOfSteps(incidentId)).toEqual([...Array<string>(5).fill("paged"), null]);
  expect(await historyOf(incidentId)).toHaveLength(1 + DUE.length);
  const pages = await prisma().page.findMany({ where: { incidentId }, orderBy: { createdAt: "asc" } });
  const told = pages.filter(({ via }) => via === "webhook");
  expect(told.map(({ status }) => status)).toEqual(Array<string>(5).fill("delivered"));
  for (const [position, { id }] of told.entries()) {
    const calls = receiver.calls.filter((call) => stepOf(call) === position + 1);
    expect(calls.length).toBeGreaterThanOrEqual(2);
    expect(new Set(calls.map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set([id]));
  }
  const mailed = pages.filter(({ via }) => via === "mail").map(({ id }) => `<page.${id}@localhost>`);
  expect(new Set(smtp.received.map((mail) => readMail(mail).messageId))).toEqual(new Set(mailed));
  const perPerson = pages
    .filter(({ via }) => via === "desk")
    .map(({ stepId, personId }) => `${stepId} ${personId}`);
  expect(new Set(perPerson).size).toBe(perPerson.length);

  const said = workers.map((worker) => worker.output()).join("\n");
  expect(said).toContain("worker.started");
  const addresses = await prisma().staffAccount.findMany({ select: { email: true } });
  for (const secret of [
    SECRET,
    receiver.url,
    "All orders fail",
    "Guo Kai",
    ...addresses.map(({ email }) => email),
  ])
    expect(said).not.toContain(secret);
}, 240_000);
