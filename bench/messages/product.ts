import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { MEASURED } from "./cpu";
import { membersOf, type BenchMember, type Shape } from "./shapes";

type Product = { url: string; pid: number };

const children = new Map<number, ChildProcess>();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

let isToldApart = false;

/** The environment the measured server runs in: its own port, no Feishu, members behind a proxy that names their addresses. */
async function environmentOfProduct(): Promise<void> {
  if (isToldApart) return;
  isToldApart = true;
  const port = await freePort();
  const nowhere = "http://127.0.0.1:9";
  Object.assign(process.env, {
    APP_MODE: "production",
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `bench:${randomBytes(32).toString("base64")}`,
    FEISHU_API_BASE: nowhere,
    FEISHU_ACCOUNTS_BASE: nowhere,
    FEISHU_APPLINK_BASE: nowhere,
    FEISHU_JSSDK_URL: `${nowhere}/sdk.js`,
    TRUST_PROXY: "true",
    LOG_LEVEL: "warn",
  });
}

const TABLES =
  'message, mention, group_event, group_member, notification_window, session, "group", channel, support_plan, staff_account, person, account';

/** Fills the database with the shape's groups and members (service side, so that one cookie name serves all) and signs everybody in. */
export async function prepareProduct(shape: Shape): Promise<BenchMember[]> {
  await environmentOfProduct();
  const { sessionToken } = await import("../../lib/identity/session-token");
  const { sessionCookieName } = await import("../../lib/identity/door");
  const members = membersOf(shape);
  const db = new Client(process.env["DATABASE_URL"]);
  await db.connect();
  const [accountId, planId, channelId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.query(`TRUNCATE ${TABLES} CASCADE`);
  await db.query("INSERT INTO account (id, name, alias, created_at) VALUES ($1, 'Bench', 'bench', now())", [
    accountId,
  ]);
  await db.query(
    "INSERT INTO support_plan (id, account_id, tier, valid_from, valid_to, created_at) VALUES ($1, $2, 'enterprise', now() - interval '1 day', now() + interval '1 day', now())",
    [planId, accountId],
  );
  await db.query(
    `INSERT INTO channel (id, account_id, plan_id, app_id, secret_ciphertext, secret_key_id, organization_name_typed, organization_name, tenant_key, display_id, tenant_tag, checks, checked_at, created_at)
     VALUES ($1, $2, $3, 'cli_0000000000000000', '', 'bench', 'Bench', 'Bench', 'bench', 'F1', 0, '[]', now(), now())`,
    [channelId, accountId, planId],
  );
  await db.query(
    `INSERT INTO "group" (id, account_id, channel_id, plan_id, kind, name, created_at) SELECT DISTINCT g, $2::uuid, $3::uuid, $4::uuid, 'ticket'::group_kind, 'Bench', now() FROM unnest($1::uuid[]) AS g`,
    [members.map((member) => member.groupId), accountId, channelId, planId],
  );
  const persons = members.map((member) => member.personId);
  const sessions = members.map(() => randomUUID());
  await db.query(
    "INSERT INTO person (id, side, name, created_at) SELECT p, 'service', 'Member', now() FROM unnest($1::uuid[]) AS p",
    [persons],
  );
  await db.query(
    "INSERT INTO staff_account (id, person_id, email, password_hash, roles, created_at) SELECT p, p, p::text, '', '{engineer}', now() FROM unnest($1::uuid[]) AS p",
    [persons],
  );
  await db.query(
    `INSERT INTO group_member (group_id, account_id, person_id, side, joined_via, joined_at)
     SELECT u.g, $3, u.p, 'service', 'added', now() FROM unnest($1::uuid[], $2::uuid[]) AS u(g, p)`,
    [members.map((member) => member.groupId), persons, accountId],
  );
  await db.query(
    "INSERT INTO session (id, door, person_id, created_at, expires_at) SELECT u.s, 'staff', u.p, now(), now() + interval '1 hour' FROM unnest($1::uuid[], $2::uuid[]) AS u(s, p)",
    [sessions, persons],
  );
  await db.query("ANALYZE");
  await db.end();
  return Promise.all(
    members.map(async (member, index) => ({
      ...member,
      cookie: `${sessionCookieName("staff")}=${await sessionToken("staff", sessions[index] ?? "")}`,
    })),
  );
}

/** Starts the product as built and waits until it is ready. */
export async function startProduct(): Promise<Product> {
  const child = spawn(process.execPath, [...MEASURED, "dist/server.mjs"], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const url = process.env["APP_URL"] ?? "";
  while (!(await fetch(`${url}/api/health/ready`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await sleep(200);
  }
  const pid = child.pid ?? 0;
  children.set(pid, child);
  return { url, pid };
}

/** Stops the measured server and waits for its end. */
export async function stopProduct({ pid }: Product): Promise<void> {
  const child = children.get(pid);
  if (!child || child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
