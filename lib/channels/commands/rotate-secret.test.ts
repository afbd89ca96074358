import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import { deleteChannel } from "@/lib/channels/commands/delete-channel";
import { rotateSecret } from "@/lib/channels/commands/rotate-secret";
import { signInEmployee } from "@/lib/channels/commands/sign-in-employee";
import { channelCredentials } from "@/lib/channels/queries/channel-credentials";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { prisma } from "@/lib/db/prisma";
import { feishuClient } from "@/lib/feishu/client";
import { findActor } from "@/lib/identity/queries/find-actor";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import {
  aChannelOf,
  anAccount,
  refusalOf,
  startTestFeishu,
  tablesContaining,
} from "@/lib/testing/channel-world";
import { anEngineer } from "@/lib/testing/conversation-world";
import { authorized } from "@/lib/testing/feishu-sign-in";
import { aPrincipalOf, codeOf, enrolled, midStep, stepsAfter } from "@/lib/testing/second-factor-world";
import { showSecondFactor } from "@/lib/identity/commands/show-second-factor";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const at = () => ({ now: currentTime() });
const newSecret = () => randomBytes(24).toString("base64url");
const aChannel = () => aChannelOf(feishu.control, tenant);
const rowOf = (id: string) => prisma().channel.findUniqueOrThrow({ where: { id } });

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());

/** The secret is reset in Feishu; answers the new one. */
async function resetIn(appId: string): Promise<string> {
  const appSecret = newSecret();
  await feishu.control.changeApp(appId, { appSecret });
  return appSecret;
}

describe("a new secret", () => {
  it("takes the place of the old one once Feishu accepts it, and nobody is signed out", async () => {
    const { actor, appId, channelId, accountId } = await aChannel();
    const { sessionId } = await signInEmployee(await authorized(feishu, appId, "wangxiaoyu"), at());
    const appSecret = await resetIn(appId);
    await prisma().channel.update({
      where: { id: channelId },
      data: { brokenReason: "channel_broken:10014:app_secret", brokenAt: new Date() },
    });

    const view = await rotateSecret(actor, { channelId, appSecret }, at());

    expect(view).toEqual({ secretEnding: appSecret.slice(-4) });
    expect(await channelCredentials(channelId)).toEqual({ appId, appSecret });
    expect(await rowOf(channelId)).toMatchObject({ brokenReason: null, brokenAt: null, status: "active" });
    expect(await tablesContaining(appSecret)).toEqual([]);
    const door = { kind: "employee", appId } as const;
    expect(await findActor(door, sessionId, currentTime())).not.toBeNull();
    await expect(signInEmployee(await authorized(feishu, appId, "chenming"), at())).resolves.toBeDefined();
    const [listed] = await listChannels(actor);
    expect(listed).toMatchObject({ secretEnding: appSecret.slice(-4), problem: null });
    const audited = await prisma().auditEvent.findFirstOrThrow({
      where: { accountId, action: "channel.secret_rotated" },
    });
    expect(audited).toMatchObject({ actorKind: "principal", actorId: actor.principalId, details: { appId } });
    expect(JSON.stringify(audited)).not.toContain(appSecret.slice(-4));
  });

  it("that is wrong changes nothing, says so, and the old one goes on", async () => {
    const { actor, appId, channelId } = await aChannel();
    const before = await rowOf(channelId);

    expect(
      await refusalOf(() => rotateSecret(actor, { channelId, appSecret: newSecret() }, at())),
    ).toMatchObject({ code: "INVALID_INPUT", reason: "feishu.app_secret_wrong", changed: [] });

    expect(await rowOf(channelId)).toEqual(before);
    await expect(signInEmployee(await authorized(feishu, appId, "wangxiaoyu"), at())).resolves.toBeDefined();
  });

  it("is not stored while Feishu cannot be asked", async () => {
    const { actor, appId, channelId } = await aChannel();
    const appSecret = await resetIn(appId);
    const before = await rowOf(channelId);
    for (const route of ["auth.tenant_access_token", "tenant.query"]) {
      await feishu.control.addFault({ route, kind: "html-502", appId });
      expect(await refusalOf(() => rotateSecret(actor, { channelId, appSecret }, at()))).toMatchObject({
        changed: [],
      });
      await feishu.control.clearFaults();
    }
    expect(await rowOf(channelId)).toEqual(before);
  });

  it("is taken although the app may not say whose it is: that is another repair", async () => {
    const { actor, appId, channelId } = await aChannel();
    const appSecret = await resetIn(appId);
    await feishu.control.changeApp(appId, { withheldScopes: ["tenant:tenant:readonly"] });
    await prisma().channel.update({
      where: { id: channelId },
      data: { brokenReason: "channel_broken:99991672", brokenAt: new Date() },
    });

    await rotateSecret(actor, { channelId, appSecret }, at());

    expect((await channelCredentials(channelId)).appSecret).toBe(appSecret);
    expect((await rowOf(channelId)).brokenReason).toBe("channel_broken:99991672");
  });

  it("of an app of another organization is refused", async () => {
    const { actor, channelId, appId } = await aChannel();
    await prisma().channel.update({ where: { id: channelId }, data: { tenantKey: "another0000000000" } });
    const appSecret = await resetIn(appId);
    expect(await refusalOf(() => rotateSecret(actor, { channelId, appSecret }, at()))).toEqual({
      code: "CONFLICT",
      reason: "channels.other_organization",
      changed: [],
    });
  });

  it("leaves no token of the old one in the process", async () => {
    const { actor, appId, channelId } = await aChannel();
    const old = await channelCredentials(channelId);
    await feishuClient(old).tenant();
    const appSecret = await resetIn(appId);
    await rotateSecret(actor, { channelId, appSecret }, at());
    await feishu.control.clearJournal();

    await expect(feishuClient(old).tenant()).rejects.toMatchObject({ code: 10_014 });

    const asked = await feishu.control.journal({ appId, route: "auth.tenant_access_token" });
    expect(asked).toHaveLength(1);
  });
});

describe("two at once", () => {
  it("who replace the secret: who asked Feishu while another stored is told, and what is stored works", async () => {
    const { actor, appId, channelId } = await aChannel();
    const appSecret = await resetIn(appId);
    // All have read what is in force before the first of them stores.
    await feishu.control.addFault({
      route: "auth.tenant_access_token",
      kind: "latency",
      delayMs: 1_000,
      times: 3,
      appId,
    });
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => rotateSecret(actor, { channelId, appSecret }, at())),
    );
    await feishu.control.clearFaults();
    const refusals = results.filter((result) => result.status === "rejected");
    expect(new Set(refusals.map(({ reason }) => (reason as { reason: string }).reason))).toEqual(
      new Set(["channels.changed_meanwhile"]),
    );
    expect((await channelCredentials(channelId)).appSecret).toBe(appSecret);
    const audited = await prisma().auditEvent.count({
      where: { subjectId: channelId, action: "channel.secret_rotated" },
    });
    expect(audited).toBe(results.length - refusals.length);
  });

  it("of whom one deletes the channel: no secret is left, whoever comes first", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { actor, appId, channelId } = await aChannel();
      const appSecret = await resetIn(appId);
      const rotation = rotateSecret(actor, { channelId, appSecret }, at());
      if (round % 2 === 0) await feishu.control.now();
      const deletion = deleteChannel(actor, { channelId, confirmation: tenant.name }, at());
      const outcome = rotation.then(
        () => "rotated",
        ({ reason }: { reason: string }) => reason,
      );
      await expect(deletion).resolves.toBeDefined();
      expect(["rotated", "channels.no_such_channel"]).toContain(await outcome);
      expect(await rowOf(channelId)).toMatchObject({ status: "deleted", secretCiphertext: null });
    }
  });
});

describe("who may", () => {
  it("is the TAM, the deputy, leads and operators besides the account; others see no channel", async () => {
    const { channelId, appId, planId } = await aChannel();
    const [tam, deputy] = [await anEngineer("Tam", ["tam"]), await anEngineer("Dep", ["tam"])];
    await prisma().supportPlan.update({
      where: { id: planId },
      data: { tamId: tam.personId, deputyId: deputy.personId },
    });
    const leads = [await anEngineer("Lead", ["duty_lead"]), await anEngineer("Op", ["operator"])];
    for (const actor of [tam, deputy, ...leads]) {
      const appSecret = await resetIn(appId);
      await expect(rotateSecret(actor, { channelId, appSecret }, at())).resolves.toBeDefined();
    }
    const strangers = [
      await anEngineer("Other", ["tam"]),
      await anEngineer(),
      await anEngineer("Aud", ["auditor"]),
      (await anAccount()).actor,
    ];
    const appSecret = await resetIn(appId);
    for (const actor of strangers)
      expect(await refusalOf(() => rotateSecret(actor, { channelId, appSecret }, at()))).toEqual({
        code: "NOT_FOUND",
        reason: "channels.no_such_channel",
        changed: [],
      });
  });

  it("shows a second factor first, and Feishu is not asked before", async () => {
    const { accountId, channelId, appId } = await aChannel();
    const now = midStep();
    const later = stepsAfter(now, 40);
    const actor = await aPrincipalOf(accountId, now);
    const { secret } = await enrolled(actor, now);
    const appSecret = await resetIn(appId);
    await feishu.control.clearJournal();

    const input = { channelId, appSecret };
    expect(await refusalOf(() => rotateSecret(actor, input, { now: later }))).toMatchObject({
      reason: "identity.second_factor_needed",
      changed: [],
    });
    expect(await feishu.control.journal({ appId })).toEqual([]);
    await showSecondFactor(actor, { code: codeOf(secret, later) }, { now: later });
    await expect(rotateSecret(actor, input, { now: later })).resolves.toBeDefined();
  });
});
