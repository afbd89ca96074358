import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { APPLICATION_ROLE, grantApplicationRole } from "@/lib/db/application-role";
import { messagePool, pool } from "@/lib/db/pool";
import { migrateQueue } from "@/lib/jobs/migrate-queue";
import { makeQueuePool } from "@/lib/jobs/queue-runner";
import { asOwner } from "@/lib/testing/as-owner";
import { databaseUrl } from "@/lib/testing/database-url";
import { deployMigrations } from "@/lib/testing/prisma-cli";

const { adminUrl, prefix } = inject("postgres");

describe("every connection of the application", () => {
  const queuePool = makeQueuePool(1);
  afterEach(() => queuePool.end());

  it("works in its role, and no statement of it says so", async () => {
    for (const connections of [pool(), messagePool(), queuePool]) {
      const { rows } = await connections.query("SELECT current_user AS name");
      expect(rows).toEqual([{ name: APPLICATION_ROLE }]);
    }
  });
});

it("may do with every table of the product exactly what it needs", async () => {
  const { rows } = await pool().query<{ name: string; rights: string[] }>(`
    SELECT c.oid::regclass::text AS name, array_agg(p.name ORDER BY p.ordinality) AS rights
    FROM pg_class AS c
    CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) WITH ORDINALITY AS p(name)
    WHERE c.relkind = 'r' AND c.relnamespace IN ('public'::regnamespace, 'graphile_worker'::regnamespace)
      AND has_table_privilege(c.oid, p.name)
    GROUP BY c.oid ORDER BY 1`);
  const usual = ["SELECT", "INSERT", "UPDATE", "DELETE"];
  const unusual = rows.filter(({ rights }) => rights.join() !== usual.join());
  expect(rows.length).toBeGreaterThan(60);
  expect(Object.fromEntries(unusual.map(({ name, rights }) => [name, rights]))).toEqual({
    _prisma_migrations: ["SELECT"],
    audit_event: ["SELECT", "INSERT"],
    "graphile_worker.migrations": ["SELECT"],
  });
  expect(await asOwner("SELECT 1 FROM pg_class WHERE relowner = $1::regrole", [APPLICATION_ROLE])).toEqual(
    [],
  );
});

describe("a server whose users are not superusers", () => {
  const name = () => `role_test_${randomBytes(4).toString("hex")}`;
  const [owner, user, role, database] = [name(), name(), name(), `${prefix}roles`];
  const urlOf = (who: string) => {
    const url = new URL(databaseUrl(adminUrl, database));
    url.username = who;
    url.password = "secret";
    return url.href;
  };
  const grant = (ownerUrl: string, url: string) => grantApplicationRole({ ownerUrl, url, role });

  beforeAll(async () => {
    await asOwner(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    await asOwner(
      `CREATE ROLE ${owner} LOGIN PASSWORD 'secret'; CREATE ROLE ${user} LOGIN PASSWORD 'secret'`,
    );
    await asOwner(`CREATE DATABASE "${database}" OWNER ${owner}`);
    await deployMigrations(urlOf(owner));
    await migrateQueue(urlOf(owner));
    return async () => {
      await asOwner(`DROP DATABASE "${database}" WITH (FORCE)`);
      await asOwner(`DROP ROLE IF EXISTS ${role}; DROP ROLE ${user}; DROP ROLE ${owner}`);
    };
  }, 120_000);

  const asUser = async (statement: string) => {
    const client = new Client({ connectionString: urlOf(user), options: `-c role=${role}` });
    await client.connect();
    try {
      return await client.query(statement);
    } finally {
      await client.end();
    }
  };

  it("says which statements its operator runs, and has the role once they were run", async () => {
    await expect(grant(urlOf(owner), urlOf(owner))).rejects.toThrow(
      `CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO "${owner}";`,
    );

    await asOwner(`CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO "${owner}"`);

    await expect(grant(urlOf(owner), urlOf(owner))).resolves.toBeUndefined();
  });

  it("can let the application sign in as somebody who has no rights outside of the role", async () => {
    await expect(grant(urlOf(owner), urlOf(user))).rejects.toThrow(`GRANT ${role} TO "${user}";`);
    await asOwner(`GRANT ${role} TO "${user}"`);
    await grant(urlOf(owner), urlOf(user));

    await expect(asUser("SELECT count(*) FROM message")).resolves.toMatchObject({ rowCount: 1 });
    await expect(asUser("SET ROLE NONE; DELETE FROM audit_event")).rejects.toMatchObject({ code: "42501" });
    await expect(asUser(`SET ROLE ${owner}`)).rejects.toMatchObject({ code: "42501" });
  });

  it("makes the role itself where the owner may, also when several starters do at once", async () => {
    await asOwner(`ALTER ROLE ${owner} CREATEROLE`);
    const made = name();
    const wanted = { ownerUrl: urlOf(owner), url: urlOf(owner), role: made };

    await Promise.all([1, 2, 3].map(() => grantApplicationRole(wanted)));

    expect(await asOwner("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = $1", [made])).toEqual([
      { rolcanlogin: false, rolsuper: false },
    ]);
    const client = new Client({ connectionString: urlOf(owner) });
    await client.connect();
    await client.query(`DROP OWNED BY ${made}; DROP ROLE ${made}`);
    await client.end();
  });
});
