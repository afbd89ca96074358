import { Client } from "pg";
import { beforeAll, expect, it } from "vitest";
import { environment } from "@/lib/config/environment";
import { messagePool, pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";

// Before any connection of the pools: a role whose sessions are in another zone unless they say otherwise.
beforeAll(async () => {
  const admin = new Client({ connectionString: environment().DATABASE_URL });
  await admin.connect();
  await admin.query(`DO $$ BEGIN
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET TimeZone = %L', current_user, current_database(), 'Asia/Shanghai');
  END $$`);
  await admin.end();
});

it.each([
  ["pages", pool],
  ["messages", messagePool],
])("the connections for %s speak UTC where the role does not", async (_name, connections) => {
  const { rows } = await connections().query<{ TimeZone: string }>("SHOW TimeZone");
  expect(rows[0]?.TimeZone).toBe("UTC");
});

it("stores through Prisma the time it was given", async () => {
  const at = new Date("2026-11-23T03:00:00.000Z");
  await prisma().signInThrottle.create({ data: { key: "zone", failures: 1, firstAt: at } });
  const { rows } = await pool().query<{ first_at: Date }>(
    "SELECT first_at FROM sign_in_throttle WHERE key = 'zone'",
  );
  expect(rows[0]?.first_at).toEqual(at);
});
