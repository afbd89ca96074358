import { createHmac, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { acknowledgeIncident } from "@/lib/incidents/commands/acknowledge-incident";
import { addWebhook } from "@/lib/incidents/commands/add-webhook";
import { closeIncident } from "@/lib/incidents/commands/close-incident";
import { deliverPage } from "@/lib/incidents/commands/deliver-page";
import { disableWebhook } from "@/lib/incidents/commands/disable-webhook";
import { undoIncident } from "@/lib/incidents/commands/undo-incident";
import { addWebhookInput } from "@/lib/incidents/webhook";
import { anEmergency, sweepIncidents, system } from "@/lib/testing/incident-world";
import { pageVia, pagingScene, sweepPages } from "@/lib/testing/paging-scene";
import { accept } from "@/lib/testing/webhook-server";

const second = 1_000;
const scene = pagingScene();

describe("PagerDuty", () => {
  it("is told trigger, acknowledge and resolve in order, under one key", async () => {
    const { secret } = await scene.aWebhook("pagerduty");
    const { team, ticket, incidentId, start, minutes } = await anEmergency();
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(1) });
    await closeIncident(team.engineer, { incidentId, cause: "x", summary: "" }, { now: minutes(2) });

    for (const later of [1, 2, 3]) await sweepPages(minutes(3 + later));

    expect(scene.bodies()).toMatchObject([
      {
        routing_key: secret,
        event_action: "trigger",
        dedup_key: incidentId,
        payload: {
          severity: "critical",
          timestamp: start.toISOString(),
          summary: `#${ticket.number} Test organization: business unavailable: All orders fail`,
          source: "Enterprise Service",
        },
      },
      { routing_key: secret, event_action: "acknowledge", dedup_key: incidentId },
      { routing_key: secret, event_action: "resolve", dedup_key: incidentId },
    ]);
    expect(scene.receiver.calls.every(({ headers }) => headers["x-ailink-signature"] === undefined)).toBe(
      true,
    );
  });

  it("rings under another key after each acknowledgement that lapsed, and all keys are resolved", async () => {
    await scene.aWebhook("pagerduty");
    const { team, incidentId, start, minutes } = await anEmergency();
    const said = async (now: Date) => {
      scene.receiver.calls.length = 0;
      await sweepPages(now);
      return scene.bodies().map((body) => `${String(body["event_action"])} ${String(body["dedup_key"])}`);
    };
    const [key, again, third] = [incidentId, `${incidentId}:1`, `${incidentId}:2`];

    expect(await said(start)).toEqual([`trigger ${key}`]);
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(1) });
    expect(await said(minutes(1))).toEqual([`acknowledge ${key}`]);
    await sweepIncidents(minutes(6));
    expect(await said(minutes(6))).toEqual([`trigger ${again}`]);
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(7) });
    await sweepIncidents(minutes(12));
    // Of an acknowledgement that has lapsed it is told no more, and what waited for that follows.
    expect([...(await said(minutes(13))), ...(await said(minutes(14)))]).toEqual([`trigger ${third}`]);
    await closeIncident(team.engineer, { incidentId, cause: "x", summary: "" }, { now: minutes(15) });
    const resolved = [key, again, third].map((used) => `resolve ${used}`);
    expect((await said(minutes(15))).toSorted()).toEqual(resolved);
    expect(new Set(scene.receiver.calls.map(({ headers }) => headers["idempotency-key"])).size).toBe(3);
  });

  it("is told again under the same keys when one of them was not taken, whatever has lapsed meanwhile", async () => {
    await scene.aWebhook("pagerduty");
    const { team, incidentId, start, minutes } = await anEmergency();
    scene.receiver.answer = (response) => void response.writeHead(503).end();
    await sweepPages(start);
    await acknowledgeIncident(team.engineer, { incidentId }, { now: minutes(1) });
    await sweepIncidents(minutes(6));
    scene.receiver.answer = accept;

    for (const minute of [7, 8, 9]) await sweepPages(minutes(minute));
    await closeIncident(team.engineer, { incidentId, cause: "x", summary: "" }, { now: minutes(10) });
    let refused = false;
    scene.receiver.answer = (response, call) => {
      if (refused || !call.body.includes(":1")) return accept(response, call);
      refused = true;
      response.writeHead(503).end();
    };
    for (const minute of [10, 11]) await sweepPages(minutes(minute));

    const keys = scene.bodies().map(({ event_action: action, dedup_key: key }) => [action, key]);
    const again = `${incidentId}:1`;
    expect(keys.slice(0, 3)).toEqual([
      ["trigger", incidentId],
      ["trigger", incidentId],
      ["trigger", again],
    ]);
    const resolves = keys.slice(3).map(([, key]) => String(key));
    expect(resolves.toSorted()).toEqual([incidentId, incidentId, again, again]);
  });

  it("is told that what was undone is resolved", async () => {
    await scene.aWebhook("pagerduty");
    const { team, incidentId, start } = await anEmergency();
    await undoIncident(team.customer.employees[0], { incidentId }, { now: new Date(start.getTime() + 1) });

    for (const later of [1, 2]) await sweepPages(new Date(start.getTime() + later * second));

    expect(scene.bodies().map(({ event_action: action }) => action)).toEqual(["trigger", "resolve"]);
  });
});

describe("a generic webhook", () => {
  it("is signed over the time and the body, and names the emergency and the call", async () => {
    const { secret } = await scene.aWebhook("generic");
    const { ticket, incidentId, start } = await anEmergency();

    await sweepPages(start);

    const [call] = scene.receiver.calls;
    if (!call) throw new Error("no call");
    const timestamp = String(call.headers["x-ailink-timestamp"]);
    expect(Number(timestamp)).toBe(Math.floor(start.getTime() / second));
    const expected = createHmac("sha256", secret).update(`${timestamp}.${call.body}`).digest("hex");
    expect(call.headers["x-ailink-signature"]).toBe(`sha256=${expected}`);
    const page = await pageVia(incidentId, "webhook");
    expect(call.headers["idempotency-key"]).toBe(page.id);
    expect(scene.bodies()).toMatchObject([
      {
        id: page.id,
        event: "trigger",
        dedupKey: incidentId,
        step: 1,
        incident: {
          reason: "business_unavailable",
          impact: "All orders fail",
        },
        ticket: { number: ticket.number },
      },
    ]);
    expect(call.body).not.toContain(secret);
  });

  it.each([
    ["is away for a moment", 503, "pending", "webhook_unavailable"],
    ["asks to slow down", 429, "pending", "webhook_unavailable"],
    ["refuses for good", 404, "failed", "webhook_refused"],
    ["leads elsewhere, where nobody follows", 302, "failed", "webhook_redirected"],
  ])("%s", async (_what, code, status, failure) => {
    await scene.aWebhook("generic");
    const { incidentId, start } = await anEmergency();
    scene.receiver.answer = (response) =>
      void response.writeHead(code, { location: scene.receiver.url }).end();

    await sweepPages(start);

    expect(await pageVia(incidentId, "webhook")).toMatchObject({ status, failure, attempts: 1 });
    expect(scene.receiver.calls).toHaveLength(1);
  });

  it("does not keep the product waiting, nor with an endless answer", async () => {
    await scene.aWebhook("generic");
    const { incidentId, start } = await anEmergency();
    scene.receiver.answer = (response) => {
      response.writeHead(200);
      const pour = (): void => void (response.destroyed || response.write("x".repeat(1_024), pour));
      pour();
    };

    await sweepPages(start);

    expect(await pageVia(incidentId, "webhook")).toMatchObject({ status: "delivered" });
  });

  it("that does not answer within the time is tried again under the same key", async () => {
    await scene.aWebhook("generic");
    const { incidentId, start } = await anEmergency();
    scene.receiver.answer = () => undefined;
    await sweepPages(start);
    expect(await pageVia(incidentId, "webhook")).toMatchObject({ failure: "webhook_timed_out" });

    scene.receiver.answer = accept;
    await sweepPages(new Date(start.getTime() + 60 * second));

    const [first, again] = scene.receiver.calls;
    expect(again?.headers["idempotency-key"]).toBe(first?.headers["idempotency-key"]);
    expect(await pageVia(incidentId, "webhook")).toMatchObject({ status: "delivered", attempts: 2 });
  }, 20_000);

  it("is given up after 24 attempts or 2 hours, with a word why", async () => {
    await scene.aWebhook("generic", "http://127.0.0.1:9/");
    const { incidentId, start } = await anEmergency();
    const { id } = await pageVia(incidentId, "webhook");
    let now = start;
    for (let attempt = 1; attempt <= 24; attempt += 1) {
      await deliverPage(system, { pageId: id }, { now });
      now = (await pageVia(incidentId, "webhook")).nextAttemptAt ?? now;
    }
    expect(await pageVia(incidentId, "webhook")).toMatchObject({
      status: "failed",
      attempts: 24,
      failure: "webhook_unreachable",
    });
    expect(now.getTime() - start.getTime()).toBeLessThan(2 * 60 * 60 * second);
  });

  it("that was disabled is told nothing more", async () => {
    const { name } = await scene.aWebhook("generic");
    const { incidentId, start } = await anEmergency();

    await disableWebhook(system, { name }, { now: start });
    await disableWebhook(system, { name }, { now: start });
    await sweepPages(start);

    expect(scene.receiver.calls).toEqual([]);
    expect(await pageVia(incidentId, "webhook")).toMatchObject({ failure: "webhook_disabled" });
    await expect(disableWebhook(system, { name: "none" }, { now: start })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("a webhook's form", () => {
  const form = {
    name: "duty",
    url: "https://hooks.example.com/x",
    format: "generic",
    secret: randomBytes(16).toString("hex"),
  };
  const refusal = (given: object) =>
    addWebhookInput.safeParse({ ...form, ...given }).error?.issues[0]?.message;

  it.each([
    [{ url: "http://hooks.example.com/x" }, "incidents.webhook_address_refused"],
    [{ url: "nowhere" }, "incidents.webhook_address_refused"],
    [{ secret: "short" }, "incidents.webhook_secret_short"],
    [{ name: "a b" }, "incidents.webhook_name_malformed"],
  ])("%j: %s", (given, reason) => expect(refusal(given)).toBe(reason));

  it("takes a good one once", async () => {
    const input = addWebhookInput.parse({ ...form, name: `hook-${newId()}` });
    await addWebhook(system, input, { now: new Date() });

    await expect(addWebhook(system, input, { now: new Date() })).rejects.toMatchObject({
      reason: "incidents.webhook_name_taken",
    });
    const row = await prisma().pagingWebhook.findUniqueOrThrow({ where: { name: input.name } });
    expect(JSON.stringify(row)).not.toContain(input.secret);
  });
});
