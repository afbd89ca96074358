import { Client } from "pg";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { databaseUrl } from "@/lib/testing/database-url";
import { deployMigrations, prismaCli } from "@/lib/testing/prisma-cli";

const TO_SCHEMA = ["--to-schema", "prisma/schema.prisma", "--exit-code"];
const FROM_DATABASE = ["migrate", "diff", "--from-config-datasource", ...TO_SCHEMA];
const FROM_MIGRATIONS = ["migrate", "diff", "--from-migrations", "prisma/migrations", ...TO_SCHEMA];
const { adminUrl, prefix } = inject("postgres");
const url = databaseUrl(adminUrl, `${prefix}migrations`);

describe("migrations", () => {
  beforeAll(async () => {
    await query(adminUrl, `DROP DATABASE IF EXISTS "${prefix}migrations" WITH (FORCE)`);
    await deployMigrations(url);
  });

  it("are applied once: a second deploy has nothing to do", async () => {
    const { code, output } = await prismaCli(url, "migrate", "deploy");
    expect(output).toContain("No pending migrations to apply");
    expect(code).toBe(0);
  });

  it("make exactly the database that the schema describes", async () => {
    const { code, output } = await prismaCli(url, ...FROM_DATABASE);
    expect(output).toContain("No difference detected");
    expect(code).toBe(0);
  });

  it("replayed on a shadow database differ in nothing from the schema, and leave no database behind", async () => {
    const { code, output } = await prismaCli(url, ...FROM_MIGRATIONS);
    expect(output).toContain("No difference detected");
    expect(code).toBe(0);
    const shadows = "SELECT datname FROM pg_database WHERE datname LIKE 'prisma\\_migrate\\_shadow%'";
    expect(await query(adminUrl, shadows)).toEqual([]);
  });

  it("differ as soon as the database has a table that the schema does not know", async () => {
    await query(url, `CREATE TABLE "stray" (id int PRIMARY KEY)`);
    const { code, output } = await prismaCli(url, ...FROM_DATABASE);
    expect(output).toContain("stray");
    expect(code).toBe(2);
  });
});

describe("a server that refuses", () => {
  it("is reported with Prisma's code and the reason", async () => {
    const wrong = new URL(url);
    wrong.password = "wrong";
    const { code, output } = await prismaCli(wrong.href, "migrate", "deploy");
    expect(output).toMatch(/P1000.*password authentication failed/);
    expect(code).toBe(1);
  });

  it("fails a comparison too, instead of calling it empty", async () => {
    const missing = databaseUrl(adminUrl, `${prefix}missing`);
    const { code, output } = await prismaCli(missing, ...FROM_MIGRATIONS);
    expect(output).toContain("does not exist");
    expect(code).toBe(1);
  });
});

async function query(where: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: where });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}
