import { beforeEach, describe, expect, it } from "vitest";
import { quotaMonth } from "@/lib/channels/quota-month";
import { prisma } from "@/lib/db/prisma";
import type { CardState, IncidentStatus } from "@/lib/incidents/contract";
import { sendIncidentCards } from "@/lib/notifications/commands/send-incident-cards";
import { notificationSweeps } from "@/lib/notifications/jobs";
import { listIncidentCardsDue } from "@/lib/notifications/queries/list-incident-cards-due";
import { at, cardScene, minute, notify, second } from "@/lib/testing/card-scene";
import {
  anEmployee,
  anIncident,
  deliveriesOf,
  leave,
  outcomesOf,
  type TestEmployee,
} from "@/lib/testing/notification-world";

const scene = cardScene();
const system = { kind: "system", name: "test" } as const;
let incidentId: string;
let declarer: TestEmployee;

beforeEach(async () => {
  declarer = await anEmployee(scene.channel, [scene.group], { name: "Li Na" });
  incidentId = await anIncident(scene.channel, scene.group, { declarerId: declarer.personId, at: at(0) });
});

const setStatus = (status: IncidentStatus) =>
  prisma().incident.update({
    where: { id: incidentId },
    data: { status, acknowledgedById: status === "declared" ? null : scene.channel.engineer },
  });
const send = (state: CardState, milliseconds: number) =>
  sendIncidentCards(system, { incidentId, state }, { now: at(milliseconds) });
const sweep = async (milliseconds: number): Promise<void> => {
  for (const { run } of notificationSweeps)
    await run({ now: at(milliseconds) }, new AbortController().signal);
};

describe("an emergency's card", () => {
  it("goes to everybody of the customer in the ticket's group at once, but to who declared it", async () => {
    await send("declared", 0);

    const inbox = await scene.inbox();
    expect(inbox).toHaveLength(1);
    expect(JSON.stringify(inbox)).toContain("已发起紧急响应");
    expect(JSON.stringify(inbox)).toContain("Li Na");
    expect(await scene.inbox(declarer)).toEqual([]);
    const [card] = await deliveriesOf(scene.reader.personId);
    expect(card).toMatchObject({ lane: "emergency", incidentState: "declared", status: "sent", form: "raw" });
  });

  it("takes no notice of the fatigue window, and does not claim it", async () => {
    await scene.mention(0);
    await notify(scene.reader, 10 * second);

    await send("declared", 11 * second);
    await setStatus("acknowledged");
    await send("acknowledged", 12 * second);
    await scene.mention(20 * second);
    await notify(scene.reader, 10 * minute + 15 * second);

    expect(await scene.inbox()).toHaveLength(4);
    expect(await outcomesOf(scene.reader.personId)).toEqual(["sent", "sent"]);
  });

  it("goes out from the calls kept for it when mentions stay in the app", async () => {
    const { tenantKey } = scene.channel;
    const month = quotaMonth(at(0));
    await prisma().apiUsage.deleteMany({ where: { tenantKey } });
    await prisma().apiUsage.create({ data: { tenantKey, month, counted: 9_600 } });
    await scene.mention(0);
    await notify(scene.reader, 10 * second);

    await send("declared", 11 * second);

    expect(await outcomesOf(scene.reader.personId)).toEqual(["no_quota:quota_reserved"]);
    expect(await scene.inbox()).toHaveLength(1);
  });

  it("is one per state and person, however often it is asked for", async () => {
    await Promise.all([send("declared", 0), send("declared", 0), send("declared", 0)]);
    await send("declared", minute);

    expect(await scene.inbox()).toHaveLength(1);
    expect(await deliveriesOf(scene.reader.personId)).toHaveLength(1);
  });

  it("is tried again under its own uuid when nobody knows whether it arrived", async () => {
    await scene.sendingFails({ kind: "truncated-json", times: 1 });
    await send("declared", 0);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ status: "sending", attempts: 1 }]);

    await sweep(minute);

    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ status: "sent", attempts: 2 }]);
    expect(await scene.inbox()).toHaveLength(1);
  });

  it("tries in spite of what went wrong before, and records why it did not arrive", async () => {
    await prisma().channel.update({
      where: { id: scene.channel.id },
      data: { brokenReason: "channel_broken:1", brokenAt: at(0) },
    });
    await send("declared", second);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([{ status: "sent" }]);

    await prisma().channel.update({ where: { id: scene.channel.id }, data: { status: "disabled" } });
    await setStatus("acknowledged");
    await send("acknowledged", minute);

    const [, card] = await deliveriesOf(scene.reader.personId);
    expect(card).toMatchObject({ status: "failed", failureClass: "channel_disabled", attempts: 0 });
  });

  it("tells nothing that is over: what was taken back, or what a later card tells", async () => {
    await setStatus("cancelled");
    await send("declared", 0);

    expect(await scene.inbox()).toEqual([]);
    expect(await deliveriesOf(scene.reader.personId)).toMatchObject([
      { status: "failed", failureClass: "not_needed" },
    ]);
  });

  it("is not for who has left the group", async () => {
    await leave(scene.group, scene.reader.personId, at(0));
    await send("declared", second);

    expect(await scene.inbox()).toEqual([]);
  });

  it("under way to somebody who leaves meanwhile comes to its end, and the sweep finds it no more", async () => {
    await scene.sendingFails({ kind: "error-500" });
    await send("declared", 0);
    await leave(scene.group, scene.reader.personId, at(5 * second));

    await sweep(minute);

    expect((await deliveriesOf(scene.reader.personId))[0]).toMatchObject({
      status: "failed",
      failureClass: "not_needed",
    });
    expect(await scene.inbox()).toEqual([]);
    expect(await listIncidentCardsDue({ now: at(2 * minute) }, 1_000)).not.toContainEqual(
      expect.objectContaining({ incidentId }),
    );
  });

  it("whose job was lost is found by the sweep", async () => {
    await sweep(second);
    expect(await scene.inbox()).toEqual([]);

    await sweep(5 * second);
    await sweep(20 * second);

    expect(await scene.inbox()).toHaveLength(1);
  });
});
