import { randomBytes } from "node:crypto";
import { FeishuControl } from "../../e2e/feishu/control-client";
import { startLocalFeishu } from "../../e2e/feishu/server";
import type { ConsoleActor } from "@/lib/actor/actor";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { currentTime } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { isAppError } from "@/lib/errors/app-error";

const DAY = 24 * 60 * 60 * 1_000;

/** What Feishu shows a person under "Credentials & Basic Info". */
export type TestApp = { appId: string; appSecret: string; tenantKey: string };

/** A local Feishu in this process, which the product under test talks to. To be called before anything reads the environment. */
export async function startTestFeishu() {
  const feishu = await startLocalFeishu({ appUrl: "http://localhost:3000" });
  const addresses = {
    FEISHU_API_BASE: feishu.url,
    FEISHU_ACCOUNTS_BASE: feishu.url,
    FEISHU_APPLINK_BASE: feishu.url,
  };
  Object.assign(process.env, addresses);
  return { ...feishu, control: new FeishuControl(feishu.url) };
}

/** An app of a tenant of the local Feishu, set up as the manual says and released, unless told not to. */
export async function aFeishuApp(
  control: FeishuControl,
  tenantKey: string,
  publish = true,
): Promise<TestApp> {
  const [owner] = await control.peopleOf(tenantKey);
  const app = {
    appId: `cli_${randomBytes(8).toString("hex")}`,
    appSecret: randomBytes(24).toString("base64url"),
    tenantKey,
  };
  await control.createApp({
    ...app,
    name: { zh: "企业服务", en: "Enterprise Service" },
    ownerUserId: owner?.userId ?? "",
    publish,
  });
  return app;
}

/** A person of the service team, by name. */
export async function aTeamMember(name: string): Promise<string> {
  const id = newId();
  await prisma().person.create({ data: { id, side: "service", name, createdAt: new Date() } });
  return id;
}

/** An account with somebody at its console, and a plan that is active, over, to come, or not there. */
export async function anAccount(plan: "active" | "expired" | "not_started" | "none" = "active") {
  const now = Date.now();
  const [accountId, principalId, planId] = [newId(), newId(), newId()];
  const [tamId, deputyId] = [await aTeamMember("Tam Tester"), await aTeamMember("Deputy Tester")];
  const createdAt = new Date(now);
  await prisma().account.create({
    data: { id: accountId, name: "Test account", alias: accountId, createdAt },
  });
  await prisma().principal.create({
    data: { id: principalId, accountId, kind: "primary", name: accountId, passwordHash: "none", createdAt },
  });
  const begins = { active: -10, expired: -20, not_started: 10, none: 0 }[plan] * DAY;
  if (plan !== "none") {
    const validity = { validFrom: new Date(now + begins), validTo: new Date(now + begins + 15 * DAY) };
    await prisma().supportPlan.create({
      data: { id: planId, accountId, tier: "enterprise", tamId, deputyId, createdAt, ...validity },
    });
  }
  const actor: ConsoleActor = {
    kind: "principal",
    permissions: ["channels", "data", "principals"],
    principalId,
    assumedRoleId: null,
    accountId,
    sessionId: newId(),
  };
  return { accountId, planId, tamId, deputyId, principalName: accountId, actor };
}

/** A channel of an app of its own, in an account of its own; nobody has signed in yet. */
export async function aChannelOf(control: FeishuControl, tenant: { tenantKey: string; name: string }) {
  const account = await anAccount();
  const app = await aFeishuApp(control, tenant.tenantKey);
  const input = { organizationName: tenant.name, appId: app.appId, appSecret: app.appSecret };
  const channel = await addChannel(account.actor, input, { now: currentTime() });
  return { ...account, appId: app.appId, channelId: channel.id };
}

async function tableNames(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

/** How many rows each table has: what a refusal must not change. */
export async function rowCounts(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of await tableNames()) {
    const { rows } = await pool().query<{ count: number }>(`SELECT count(*) AS count FROM "${name}"`);
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}

/** The tables in which some row, written out whole, contains this text. */
export async function tablesContaining(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await tableNames()) {
    const { rows } = await pool().query(
      `SELECT 1 FROM "${name}" AS r WHERE strpos(r::text, $1) > 0 LIMIT 1`,
      [text],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** What an attempt threw (null if nothing), and in which tables it changed the number of rows. */
export async function attempted(
  attempt: () => Promise<unknown>,
): Promise<{ thrown: unknown; changed: string[] }> {
  const before = await rowCounts();
  const thrown: unknown = await attempt().then(
    () => null,
    (error: unknown) => error,
  );
  const after = await rowCounts();
  return { thrown, changed: Object.keys(after).filter((name) => after[name] !== before[name]) };
}

/** How an attempt was refused, and in which tables it changed the number of rows nonetheless. */
export async function refusalOf(attempt: () => Promise<unknown>) {
  const { thrown, changed } = await attempted(attempt);
  return isAppError(thrown) ? { code: thrown.code, reason: thrown.reason, changed } : { thrown, changed };
}
