import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { markPageSeen } from "@/lib/incidents/commands/mark-page-seen";
import { anEmergency, sweepIncidents } from "@/lib/testing/incident-world";
import { pagesVia, pageVia, pagingScene, sweepPages } from "@/lib/testing/paging-scene";
import { readMail } from "@/lib/testing/smtp-server";

const second = 1_000;
const scene = pagingScene();

describe("by mail", () => {
  it("goes out at once, with the impact and the number to call back", async () => {
    const { team, ticket, incidentId, start } = await anEmergency({
      given: { callbackNumber: "+86 21 6888 1234" },
    });
    await prisma().person.update({ where: { id: team.engineer.personId }, data: { locale: "en" } });

    await sweepPages(start);

    const [mail, ...more] = scene.smtp.received;
    if (!mail) throw new Error("no mail");
    expect(more).toEqual([]);
    expect(mail.to).toBe(`${team.engineer.personId}@vendor.example`);
    const { subject, text } = readMail(mail);
    expect(subject).toMatch(new RegExp(`^\\[EMERGENCY\\] #${ticket.number} .*business unavailable`));
    expect(text).toContain("Impact: All orders fail");
    expect(text).toContain("Callback number: +86 21 6888 1234");
    expect(text).toContain(`/desk?group=${ticket.groupId}`);
    expect(await pageVia(incidentId, "mail")).toMatchObject({ status: "delivered", attempts: 1 });
  });

  it("is tried again under the same Message-ID when nobody knows whether it went", async () => {
    const { incidentId, start } = await anEmergency();
    scene.smtp.mood = "drop_after_data";
    await sweepPages(start);
    const page = await pageVia(incidentId, "mail");
    expect(page).toMatchObject({ status: "pending", attempts: 1, failure: "mail_unknown" });
    expect(page.nextAttemptAt?.getTime()).toBeGreaterThanOrEqual(start.getTime() + 5 * second);

    scene.smtp.mood = "accept";
    await sweepPages(new Date(start.getTime() + 20 * second));

    const ids = scene.smtp.received.map((mail) => readMail(mail).messageId);
    expect(ids).toEqual([`<page.${page.id}@localhost>`, `<page.${page.id}@localhost>`]);
    expect(await pageVia(incidentId, "mail")).toMatchObject({ status: "delivered", attempts: 2 });
  });

  it("ends with a word when the address is refused", async () => {
    const { incidentId, start } = await anEmergency();
    scene.smtp.mood = "refuse_recipient";

    await sweepPages(start);

    expect(await pageVia(incidentId, "mail")).toMatchObject({ status: "failed", failure: "mail_refused" });
  });

  it("wakes nobody for what was acknowledged before it went", async () => {
    const { team, incidentId, start } = await anEmergency();
    await acknowledgeIncident(team.lead, { incidentId }, { now: start });

    await sweepPages(start);

    const [trigger, told] = await pagesVia(incidentId, "mail");
    expect(trigger).toMatchObject({ event: "trigger", status: "failed", failure: "not_needed" });
    expect(told).toMatchObject({ event: "acknowledged", status: "delivered" });
    expect(scene.smtp.received.map((mail) => readMail(mail).subject)).toEqual([
      expect.stringContaining("Lead"),
    ]);
  });

  it("tells nobody of an acknowledgement that lapsed before it went", async () => {
    const { team, incidentId, start, minutes } = await anEmergency();
    await acknowledgeIncident(team.lead, { incidentId }, { now: start });

    await sweepIncidents(minutes(5));
    await sweepPages(minutes(5));

    const told = (await pagesVia(incidentId, "mail")).filter(({ event }) => event === "acknowledged");
    expect(told).toMatchObject([{ status: "failed", failure: "not_needed" }]);
    const subjects = scene.smtp.received.map((mail) => readMail(mail).subject);
    expect(subjects.filter((subject) => subject.includes("Lead"))).toEqual([]);
  });
});

describe("in the desk", () => {
  it("is delivered when it was seen, by the person alone whom it calls", async () => {
    const { team, incidentId, start, minutes } = await anEmergency();
    const page = await prisma().page.findFirstOrThrow({ where: { incidentId, via: "desk" } });
    const input = { pageIds: [page.id] };

    await markPageSeen(team.tam, input, { now: start });
    expect(await prisma().page.findUnique({ where: { id: page.id } })).toMatchObject({ status: "pending" });
    for (const minute of [1, 2]) await markPageSeen(team.engineer, input, { now: minutes(minute) });

    expect(await prisma().page.findUnique({ where: { id: page.id } })).toMatchObject({
      status: "delivered",
      seenAt: minutes(1),
    });
  });

  it("stays unseen when somebody else was first", async () => {
    const { team, incidentId, start } = await anEmergency();

    await acknowledgeIncident(team.lead, { incidentId }, { now: start });

    const page = await prisma().page.findFirst({ where: { incidentId, via: "desk", event: "trigger" } });
    expect(page).toMatchObject({ status: "failed", failure: "not_seen" });
  });
});

describe("two workers", () => {
  it("deliver a call once", async () => {
    await scene.aWebhook("generic");
    const { start } = await anEmergency();

    await Promise.all([sweepPages(start), sweepPages(start), sweepPages(start)]);

    expect(scene.receiver.calls).toHaveLength(1);
    expect(scene.smtp.received).toHaveLength(1);
  });

  it("of which one died between sending and recording: the other delivers again, under the same key", async () => {
    await scene.aWebhook("generic");
    const { incidentId, start } = await anEmergency();
    await sweepPages(start);
    // As the dead one left it: claimed, sent, not recorded.
    await prisma().page.updateMany({
      where: { incidentId, via: { in: ["mail", "webhook"] } },
      data: { status: "pending", finishedAt: null, nextAttemptAt: new Date(start.getTime() + 60 * second) },
    });

    await sweepPages(new Date(start.getTime() + 59 * second));
    expect(scene.receiver.calls).toHaveLength(1);
    await sweepPages(new Date(start.getTime() + 60 * second));

    const keys = scene.receiver.calls.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(new Set(scene.smtp.received.map((mail) => readMail(mail).messageId)).size).toBe(1);
    expect(scene.smtp.received).toHaveLength(2);
  });
});
