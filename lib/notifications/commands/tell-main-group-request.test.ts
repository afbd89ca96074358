import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createMainGroup } from "@/lib/channels/commands/create-main-group";
import { requestMainGroup } from "@/lib/channels/commands/request-main-group";
import { prisma } from "@/lib/db/prisma";
import { tellMainGroupRequest } from "@/lib/notifications/commands/tell-main-group-request";
import { anEmployee } from "@/lib/testing/conversation-world";
import { aServedCustomer, toldPersons } from "@/lib/testing/main-group-world";
import { readMail, startSmtpServer } from "@/lib/testing/smtp-server";

let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
const actor = { kind: "system", name: "test" } as const;

beforeAll(async () => {
  smtp = await startSmtpServer();
});
afterAll(() => smtp.close());
beforeEach(() => {
  smtp.mood = "accept";
  smtp.received.length = 0;
});

/** A request that waits for its mails, and who gets them. */
async function aRequest() {
  const scene = await aServedCustomer();
  const asker = await anEmployee(scene.customer, "Chen Ming");
  await requestMainGroup(asker, {}, { now: new Date("2026-09-27T06:12:00Z") });
  const { id } = await prisma().mainGroupRequest.findFirstOrThrow({
    where: { channelId: scene.customer.channelId },
  });
  const jobs = (await toldPersons(scene.customer)).map((personId) => ({ requestId: id, personId }));
  return { ...scene, jobs };
}

it("tells TAM and deputy who asks, each in their language, with the way to answer", async () => {
  const { tam, deputy, jobs } = await aRequest();
  await prisma().person.update({ where: { id: deputy.personId }, data: { locale: "en" } });

  for (const job of jobs) await tellMainGroupRequest(actor, job);

  const mails = new Map(smtp.received.map((one) => [one.to, readMail(one)]));
  expect(mails.size).toBe(2);
  const [chinese, english] = [tam, deputy].map(({ personId }) => mails.get(`${personId}@vendor.example`));
  expect(chinese?.subject).toBe("Test organization 没有服务主群：Chen Ming 请求添加");
  expect(english?.subject).toBe("Test organization has no service main group: Chen Ming asks for it");
  expect(english?.text).toContain("2026-09-27 14:12 (UTC+8)");
  expect(english?.text).toContain("http://localhost:3000/desk/groups?text=Test+organization");
  expect(english?.messageId).toMatch(/^<main-group-request\..+>$/);
});

it("tells nobody of a request that was answered, nor who is gone", async () => {
  const { customer, tam, jobs } = await aRequest();
  await createMainGroup(tam, customer, { now: new Date() });
  const other = await aRequest();
  await prisma().staffAccount.updateMany({
    where: { personId: { in: other.jobs.map(({ personId }) => personId) } },
    data: { disabledAt: new Date() },
  });

  for (const job of [...jobs, ...other.jobs]) await tellMainGroupRequest(actor, job);

  expect(smtp.received).toEqual([]);
});

it("is tried again when the mail certainly did not go, and is the same mail then", async () => {
  const [job] = (await aRequest()).jobs;
  if (!job) throw new Error("nobody is told");
  smtp.mood = "greylist";
  await expect(tellMainGroupRequest(actor, job)).rejects.toMatchObject({ failure: "unavailable" });
  expect(smtp.received).toEqual([]);

  smtp.mood = "accept";
  await tellMainGroupRequest(actor, job);
  await tellMainGroupRequest(actor, job);

  const ids = smtp.received.map((one) => readMail(one).messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

it.each(["refuse_recipient", "drop_after_data"] as const)("is left at that after %s", async (mood) => {
  const [job] = (await aRequest()).jobs;
  if (!job) throw new Error("nobody is told");
  smtp.mood = mood;

  await expect(tellMainGroupRequest(actor, job)).resolves.toBeUndefined();
});
