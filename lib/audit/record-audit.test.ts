import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { asOwner } from "@/lib/testing/as-owner";
import { anAct } from "@/lib/testing/audit-world";

const system = { kind: "system", name: "command-line" } as const;
const changes = [
  "UPDATE audit_event SET action = 'other.act'",
  "UPDATE audit_event SET action = action WHERE false",
  "DELETE FROM audit_event",
  "DELETE FROM audit_event WHERE id = '00000000-0000-7000-8000-000000000000'",
  "TRUNCATE audit_event",
  "TRUNCATE audit_event CASCADE",
  "MERGE INTO audit_event e USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
  "INSERT INTO audit_event SELECT * FROM audit_event LIMIT 1 ON CONFLICT (id) DO UPDATE SET action = 'other.act'",
];

beforeAll(() => anAct({ action: "channel.added", actor: system }));

describe("through the application's own connection", () => {
  it.each(changes)("%s is refused", async (statement) => {
    const before = await prisma().auditEvent.findMany();
    await expect(pool().query(statement)).rejects.toMatchObject({
      code: "42501",
      message: "permission denied for table audit_event",
    });
    expect(await prisma().auditEvent.findMany()).toEqual(before);
  });

  it("Prisma changes and removes nothing either", async () => {
    await expect(prisma().auditEvent.updateMany({ data: { action: "other.act" } })).rejects.toThrow(/denied/);
    await expect(prisma().auditEvent.deleteMany()).rejects.toThrow(/denied/);
  });

  it.each([
    ["ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_kept", "42501"],
    ["ALTER TABLE audit_event DISABLE TRIGGER ALL", "42501"],
    ["DROP TRIGGER audit_event_is_kept ON audit_event", "42501"],
    ["ALTER TABLE audit_event RENAME TO forgotten", "42501"],
    ["DROP TABLE audit_event", "42501"],
    [
      "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
      "42501",
    ],
    ["CREATE TRIGGER mine BEFORE INSERT ON audit_event EXECUTE FUNCTION refuse_audit_change()", "42501"],
    ["CREATE RULE mine AS ON INSERT TO audit_event DO INSTEAD NOTHING", "42501"],
    ["CREATE TABLE mine (id int)", "42501"],
    ["SET session_replication_role = replica", "42501"],
    ["SET LOCAL session_replication_role = replica", "42501"],
    ["UPDATE _prisma_migrations SET finished_at = NULL", "42501"],
    ["DELETE FROM graphile_worker.migrations", "42501"],
    ["TRUNCATE message CASCADE", "42501"],
  ])("%s is refused", async (statement, code) => {
    await expect(pool().query(statement)).rejects.toMatchObject({ code });
  });

  it("neither a reset of the role nor a grant gives anything back", async () => {
    const client = await pool().connect();
    try {
      const grant = "GRANT DELETE ON audit_event TO CURRENT_USER";
      for (const reset of ["RESET ROLE", "RESET ALL", "DISCARD ALL", grant]) {
        await client.query(reset);
        await expect(client.query("DELETE FROM audit_event")).rejects.toMatchObject({ code: "42501" });
      }
    } finally {
      client.release(true);
    }
  });
});

it.each(changes)("the owner's %s is refused by the table itself", async (statement) => {
  const before = await prisma().auditEvent.count();
  await expect(asOwner(statement)).rejects.toMatchObject({
    code: "42501",
    message: "audit_event can only be added to",
  });
  expect(await prisma().auditEvent.count()).toBe(before);
});
