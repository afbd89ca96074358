import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "@/admin/program";
import { closePools } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { FeishuControl } from "../feishu/control-client";
import { startLocalFeishu, type LocalFeishu } from "../feishu/server";
import { builtActions } from "../isolation/server-action";
import { makeCustomer } from "../world/customer";
import { freePort } from "../world/free-port";
import { until } from "../world/until";
import { findSecrets, type Secret } from "./find-secrets";
import { Journey } from "./journey";
import { launchProduct, type LaunchedProduct } from "./launched-product";

/** What the journey must have left in the logs: where nothing is written, nothing can be found. */
const EVENTS = {
  server: [
    "server.listening",
    "request.refused",
    "sign_in.refused",
    "feishu.sdk",
    "database.connection_lost",
    "realtime.listen_restored",
    "server.stopped",
  ],
  worker: ["worker.started", "queue.says", "worker.stopped"],
};

let feishu: LocalFeishu;
let product: LaunchedProduct;
let journey: Journey;
let secrets: Secret[];
let logs: Awaited<ReturnType<LaunchedProduct["logs"]>>;

/** Breaks every connection to the database, as its restart does, and waits until the product serves again. */
async function breakDatabaseConnections(): Promise<void> {
  const client = new Client({ connectionString: product.databaseUrl });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await client.end();
  const browser = journey.newBrowser();
  await Promise.all([browser.ask("/desk"), browser.ask("/api/desk/groups")]);
  const serves = async () => (await browser.ask("/api/health/ready")).ok;
  await until("the product to serve again", serves);
  await until("the gateway to hear again", async () =>
    (await product.logs()).server.includes("realtime.listen_restored"),
  );
}

/** One command through the launcher, with a password on its command line. */
async function makeOperator(): Promise<Secret> {
  const value = randomBytes(12).toString("base64url");
  const told = await product.admin(
    "create-operator",
    "--email",
    "op@vendor.example",
    "--name",
    "Op",
    "--password",
    value,
  );
  expect(told).toContain("op@vendor.example");
  return { what: "password", value };
}

beforeAll(async () => {
  const port = await freePort();
  feishu = await startLocalFeishu({ appUrl: `http://localhost:${port}` });
  product = await launchProduct(feishu.url, port);
  // From here on this process is one more of the installation: it makes the customer as the command line does.
  Object.assign(process.env, product.environment, { DATABASE_URL: product.databaseUrl, LOG_LEVEL: "error" });
  const admin = async (...args: string[]): Promise<string> => {
    await program({ start: () => undefined }).parseAsync(args, { from: "user" });
    return "";
  };
  const operator = makeOperator();
  const control = new FeishuControl(feishu.url);
  const customer = await makeCustomer(admin, control, ["Akiko", "王小雨"]);
  journey = new Journey({ appUrl: product.appUrl, feishu: control, customer, actions: await builtActions() });

  const [first, second] = customer.employees;
  if (first === undefined || second === undefined) throw new Error("the customer has too few people");
  const administrator = await journey.signInToConsole();
  await journey.addChannel(administrator);
  const { id } = await prisma().channel.findUniqueOrThrow({ where: { appId: customer.appId } });
  await journey.rotateSecret(administrator, id);
  const employee = await journey.signInByRedirect(first.userId);
  await journey.converse(employee, await journey.signInToDesk(), first.name);
  await journey.signInInClient(second.userId);
  await journey.unhappyRequests(employee);
  await journey.cardArrives(first.userId);
  await breakDatabaseConnections();
  journey.close();
  secrets = [...product.secrets, await operator, ...(await journey.allSecrets())];
  await product.stop();
  logs = await product.logs();
}, 180_000);

afterAll(async () => {
  journey.close();
  await product.stop();
  await feishu.close();
  await closePools();
  await product.remove();
});

describe("the logs of a whole journey", () => {
  test("hold no secret", () => {
    const kinds = new Map<string, number>();
    for (const { what } of secrets) kinds.set(what, (kinds.get(what) ?? 0) + 1);
    const counted = [...kinds].map(([what, count]) => `${count} × ${what}`).join(", ");
    process.stdout.write(`secrets searched for: ${counted}\n`);
    const found = Object.entries(logs).flatMap(([name, text]) =>
      findSecrets(text, secrets).map((secret) => ({ log: name, secret })),
    );
    expect(found).toEqual([]);
  });

  test("hold what happened", () => {
    const events = new Map<string, number>();
    for (const line of `${logs.server}\n${logs.worker}`.split("\n").filter(Boolean)) {
      const { msg } = JSON.parse(line) as { msg: string };
      events.set(msg, (events.get(msg) ?? 0) + 1);
    }
    process.stdout.write(
      `logged: ${[...events].map(([event, count]) => `${count} × ${event}`).join(", ")}\n`,
    );
    for (const part of ["server", "worker"] as const)
      for (const event of EVENTS[part]) expect(logs[part], `${part}: ${event}`).toContain(`"msg":"${event}"`);
    expect(logs.launcher).toMatch(/Starting PostgreSQL … [\d.]+ s/);
    expect(logs.launcher).toMatch(/Applying migrations … [\d.]+ s/);
    expect(logs.postgres).toContain("database system is ready to accept connections");
    expect(logs.postgres).toContain("terminating connection due to administrator command");
  });

  test("tell how Feishu failed", () => {
    for (const kind of ["connection", "timeout", "not_json", "answered"])
      expect(logs.server).toContain(`failed (${kind})`);
    expect(logs.worker).toMatch(/im\/v1\/messages failed|tenant_access_token/);
  });
});

describe("a leak", () => {
  test("of every single one of these secrets is found", () => {
    for (const secret of secrets) {
      const line = JSON.stringify({ level: 50, msg: "planted", config: { data: JSON.stringify(secret) } });
      const found = findSecrets(`${logs.server}\n${line}\n`, [secret]);
      expect(found, `${secret.what}, planted`).not.toEqual([]);
    }
  });

  test.each([
    ["in an address", (value: string) => `GET /x?v=${encodeURIComponent(value)}`],
    ["in base64", (value: string) => `Basic ${Buffer.from(`client:${value}`).toString("base64")}`],
    [
      "in base64url",
      (value: string) => `x.${Buffer.from(JSON.stringify({ value })).toString("base64url")}.y`,
    ],
    ["in hexadecimal", (value: string) => `bytes ${Buffer.from(value).toString("hex")}`],
    ["escaped to ASCII", (value: string) => JSON.stringify(value).replaceAll("王", "\\u738b")],
    ["cut in the middle", (value: string) => `${value.slice(0, 40)}…`],
  ])("%s is found", (_way, written) => {
    const value = "王/long+secret&with=signs and words, 40 characters";
    expect(findSecrets(`before\n${written(value)}\nafter`, [{ what: "it", value }])).not.toEqual([]);
  });
});
