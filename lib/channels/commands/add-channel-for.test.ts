import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { demoTenants } from "../../../e2e/feishu/demo-seed";
import type { StaffActor } from "@/lib/actor/actor";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { recheckChannel } from "@/lib/channels/commands/recheck-channel";
import { listCustomersInput } from "@/lib/channels/contract";
import { listChannels } from "@/lib/channels/queries/list-channels";
import { listCustomers } from "@/lib/channels/queries/list-customers";
import { currentTime } from "@/lib/config/clock";
import { environment } from "@/lib/config/environment";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { openSession } from "@/lib/identity/open-session";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { aFeishuApp, anAccount, refusalOf, startTestFeishu } from "@/lib/testing/channel-world";
import { anEngineer } from "@/lib/testing/conversation-world";
import { searchAuditInput } from "@/lib/audit/contract";
import { searchAudit } from "@/lib/audit/queries/search-audit";

let feishu: Awaited<ReturnType<typeof startTestFeishu>>;
const tenant = demoTenants.a;
const at = () => ({ now: currentTime() });

beforeAll(async () => {
  feishu = await startTestFeishu();
  await migrateQueue(environment().DATABASE_URL);
});
afterAll(() => feishu.close());

async function anInput() {
  const { appId, appSecret } = await aFeishuApp(feishu.control, tenant.tenantKey);
  return { organizationName: tenant.name, appId, appSecret };
}

/** An account whose TAM and deputy can sign in. */
async function aServedAccount(plan: Parameters<typeof anAccount>[0] = "active") {
  const account = await anAccount(plan);
  const [tam, deputy] = [await anEngineer("Tam", ["tam"]), await anEngineer("Dep", ["tam"])];
  await prisma().supportPlan.updateMany({
    where: { accountId: account.accountId },
    data: { tamId: tam.personId, deputyId: deputy.personId },
  });
  return { ...account, tam, deputy };
}

const adderOf = (actor: StaffActor, accountId: string) => ({ ...actor, accountId });

it("the TAM adds a channel for the account, and its console shows that the service team did it", async () => {
  const { accountId, tam, actor } = await aServedAccount();
  const input = await anInput();

  const view = await addChannel(adderOf(tam, accountId), input, at());

  expect(view).toMatchObject({ appId: input.appId, addedBy: null, status: "active" });
  expect(JSON.stringify(view)).not.toContain(input.appSecret);
  expect(await listChannels(actor)).toMatchObject([{ id: view.id, addedBy: null }]);
  const { events } = await searchAudit(actor, searchAuditInput.parse({}), at());
  expect(events).toMatchObject([{ action: "channel.added", actor: { kind: "staff", name: null } }]);
  const { customers } = await listCustomers(tam, listCustomersInput.parse({}), at());
  expect(customers).toMatchObject([
    { accountId, mayAddChannel: true, channels: [{ appId: input.appId, mayCare: true }] },
  ]);
  expect(JSON.stringify(customers)).not.toContain(input.appSecret);
  await expect(recheckChannel(tam, { channelId: view.id }, at())).resolves.toMatchObject({ problem: null });
});

it("so do the deputy, duty leads, managers and operators", async () => {
  const { accountId, deputy } = await aServedAccount();
  const others = await Promise.all(
    (["duty_lead", "manager", "operator"] as const).map((role) => anEngineer(role, [role])),
  );
  for (const actor of [deputy, ...others])
    await expect(addChannel(adderOf(actor, accountId), await anInput(), at())).resolves.toBeDefined();
});

it("to others of the service team the account does not exist, and Feishu is not asked", async () => {
  const { accountId } = await aServedAccount();
  const input = await anInput();
  await feishu.control.clearJournal();
  for (const actor of [await anEngineer("Other", ["tam"]), await anEngineer()])
    expect(await refusalOf(() => addChannel(adderOf(actor, accountId), input, at()))).toEqual({
      code: "NOT_FOUND",
      reason: "channels.no_such_account",
      changed: [],
    });
  const auditor = await anEngineer("Auditor", ["auditor"]);
  expect(await refusalOf(() => addChannel(adderOf(auditor, accountId), input, at()))).toEqual({
    code: "FORBIDDEN",
    reason: "channels.may_not_add",
    changed: [],
  });
  const manager = await anEngineer("M", ["manager"]);
  expect(await refusalOf(() => addChannel(adderOf(manager, newId()), input, at()))).toMatchObject({
    reason: "channels.no_such_account",
  });
  expect(await feishu.control.journal({ appId: input.appId })).toEqual([]);
});

it.each(["expired", "not_started"] as const)("a plan that is %s lets nobody add", async (plan) => {
  const { accountId, tam } = await aServedAccount(plan);
  expect(await refusalOf(async () => addChannel(adderOf(tam, accountId), await anInput(), at()))).toEqual({
    code: "FORBIDDEN",
    reason: `channels.plan_${plan}`,
    changed: [],
  });
});

it("a TAM who was replaced while Feishu was asked adds nothing", async () => {
  const { accountId, tam, deputy, planId } = await aServedAccount();
  const input = await anInput();
  await feishu.control.addFault({
    route: "tenant.query",
    kind: "latency",
    delayMs: 3_000,
    appId: input.appId,
  });
  await feishu.control.clearJournal();
  const adding = refusalOf(() => addChannel(adderOf(tam, accountId), input, at()));
  await vi.waitFor(
    async () => expect(await feishu.control.journal({ appId: input.appId })).not.toEqual([]),
    5_000,
  );
  await prisma().supportPlan.update({
    where: { id: planId },
    data: { tamId: deputy.personId, deputyId: null },
  });
  expect(await adding).toMatchObject({ reason: "channels.no_such_account" });
  expect(await prisma().channel.count({ where: { appId: input.appId } })).toBe(0);
  await feishu.control.clearFaults();
});

it("an app of another account is refused and on the record of the account it was meant for", async () => {
  const [owner, other] = [await aServedAccount(), await aServedAccount()];
  const input = await anInput();
  await addChannel(owner.actor, input, at());
  expect(await refusalOf(() => addChannel(adderOf(other.tam, other.accountId), input, at()))).toEqual({
    code: "CONFLICT",
    reason: "channels.cannot_be_registered",
    changed: ["audit_event"],
  });
});

it("a session of a moment ago is a TAM's all the same", async () => {
  const { accountId, tam } = await aServedAccount();
  const { sessionId } = await inTransaction((tx) =>
    openSession(tx, { door: "staff", personId: tam.personId }, at()),
  );
  await expect(
    addChannel({ ...adderOf(tam, accountId), sessionId }, await anInput(), at()),
  ).resolves.toBeDefined();
});
