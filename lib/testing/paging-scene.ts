import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { addWebhook } from "@/lib/incidents/commands/add-webhook";
import { incidentSweeps } from "@/lib/incidents/jobs";
import { addWebhookInput } from "@/lib/incidents/webhook";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { dismissTeam, system } from "@/lib/testing/incident-world";
import { startSmtpServer } from "@/lib/testing/smtp-server";
import { accept, startWebhookServer } from "@/lib/testing/webhook-server";

type Scene = {
  smtp: Awaited<ReturnType<typeof startSmtpServer>>;
  receiver: Awaited<ReturnType<typeof startWebhookServer>>;
};

/** For each test of a file, anew: a mail server and a webhook's server that take everything, and nobody who could be called but who the test makes. */
export function pagingScene() {
  const scene = {} as Scene;

  beforeAll(async () => {
    scene.smtp = await startSmtpServer();
    scene.receiver = await startWebhookServer();
    await migrateQueue(environment().DATABASE_URL);
  });
  afterAll(async () => {
    await Promise.all([scene.smtp.close(), scene.receiver.close()]);
  });
  beforeEach(async () => {
    await dismissTeam();
    await prisma().page.updateMany({
      where: { status: "pending" },
      data: { status: "failed", failure: "test_over", finishedAt: new Date(), nextAttemptAt: null },
    });
    scene.receiver.calls.length = 0;
    scene.receiver.answer = accept;
    scene.smtp.received.length = 0;
    scene.smtp.mood = "accept";
  });

  return Object.assign(scene, {
    /** What the webhook's server was told, in order. */
    bodies: (): Record<string, unknown>[] =>
      scene.receiver.calls.map(({ body }) => JSON.parse(body) as Record<string, unknown>),
    /** A webhook of the scene's server, or elsewhere; answers its name and secret. */
    aWebhook: async (format: "pagerduty" | "generic", url = scene.receiver.url) => {
      const [name, secret] = [`hook-${newId()}`, randomBytes(16).toString("hex")];
      const input = addWebhookInput.parse({ name, url, format, secret });
      await addWebhook(system, input, { now: new Date() });
      return { name, secret };
    },
  });
}

/** Has the worker look for calls that are due, at `now`. */
export async function sweepPages(now: Date): Promise<void> {
  for (const { name, run } of incidentSweeps)
    if (name === "incident-pages") await run({ now }, new AbortController().signal);
}

/** The calls of an emergency by one way, the oldest first. */
export async function pagesVia(incidentId: string, via: "mail" | "webhook") {
  return prisma().page.findMany({
    where: { incidentId, via },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** The first of them. */
export async function pageVia(incidentId: string, via: "mail" | "webhook") {
  const [page] = await pagesVia(incidentId, via);
  if (!page) throw new Error(`nobody is called by ${via}`);
  return page;
}
