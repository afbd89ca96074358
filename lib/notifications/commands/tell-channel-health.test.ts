import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { tellChannelHealth } from "@/lib/notifications/commands/tell-channel-health";
import { aServedCustomer } from "@/lib/testing/main-group-world";
import { readMail, startSmtpServer } from "@/lib/testing/smtp-server";

let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
const actor = { kind: "system", name: "test" } as const;
const checkedAt = new Date("2026-11-28T06:12:00Z");

beforeAll(async () => {
  smtp = await startSmtpServer();
});
afterAll(() => smtp.close());
beforeEach(() => {
  smtp.mood = "accept";
  smtp.received.length = 0;
});

async function aRun() {
  const scene = await aServedCustomer();
  const { channelId, accountId } = scene.customer;
  const at = checkedAt.toISOString();
  await prisma().channel.update({
    where: { id: channelId },
    data: {
      checks: [
        { step: "bot", state: "wrong", finding: "off", at },
        { step: "redirect_urls", state: "ok", finding: "right", at },
      ],
    },
  });
  const run = { id: newId(), channelId, accountId, trigger: "scheduled", health: "broken" } as const;
  await prisma().channelCheckRun.create({ data: { ...run, rows: [], calls: 4, checkedAt } });
  return { ...scene, runId: run.id };
}

it("tells who looks after the customer how its channel is, each in their language, naming what is to be repaired", async () => {
  const { tam, deputy, runId } = await aRun();
  await prisma().person.update({ where: { id: deputy.personId }, data: { locale: "en" } });
  for (const { personId } of [tam, deputy])
    await tellChannelHealth(actor, { runId, personId, news: "broken" });
  const mails = new Map(smtp.received.map((one) => [one.to, readMail(one)]));
  const [chinese, english] = [tam, deputy].map(({ personId }) => mails.get(`${personId}@vendor.example`));
  expect(chinese?.subject).toBe("Test organization：飞书渠道故障");
  expect(english?.subject).toBe("Test organization: its Feishu channel is broken");
  expect(english?.text).toContain("2026-11-28 14:12 (UTC+8)");
  expect(english?.text).toContain("- Bot\n");
  expect(english?.text).not.toContain("Redirect URLs");
  expect(english?.text).toContain("http://localhost:3000/desk/groups?text=Test+organization");
  expect(english?.messageId).toMatch(/^<channel-health\..+\.broken\..+>$/);
});

it.each(["degraded", "healthy", "live"] as const)("has words for %s", async (news) => {
  const { tam, runId } = await aRun();
  await tellChannelHealth(actor, { runId, personId: tam.personId, news });
  const [mail] = smtp.received.map((one) => readMail(one));
  expect(mail?.text).not.toMatch(/channelHealth|[{}]/);
});

it("tells nobody of a deleted channel, and a mail that certainly did not go is tried again", async () => {
  const { tam, runId, customer } = await aRun();
  const tell = () => tellChannelHealth(actor, { runId, personId: tam.personId, news: "broken" });
  smtp.mood = "greylist";
  await expect(tell()).rejects.toMatchObject({ failure: "unavailable" });
  smtp.mood = "accept";
  await prisma().channel.update({ where: { id: customer.channelId }, data: { status: "deleted" } });
  await tell();
  expect(smtp.received).toEqual([]);
});
