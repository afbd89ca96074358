import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { anAct } from "@/lib/testing/audit-world";

const system = { kind: "system", name: "command-line" } as const;

describe("through the application's own connection", () => {
  beforeAll(() => anAct({ action: "channel.added", actor: system }));

  it.each([
    "UPDATE audit_event SET action = 'other.act'",
    "UPDATE audit_event SET action = action WHERE false",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE id = '00000000-0000-7000-8000-000000000000'",
    "TRUNCATE audit_event",
    "TRUNCATE audit_event CASCADE",
    "MERGE INTO audit_event e USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    "INSERT INTO audit_event SELECT * FROM audit_event LIMIT 1 ON CONFLICT (id) DO UPDATE SET action = 'other.act'",
  ])("%s is refused", async (statement) => {
    const before = await prisma().auditEvent.count();
    await expect(pool().query(statement)).rejects.toMatchObject({
      code: "42501",
      message: "audit_event can only be added to",
    });
    expect(await prisma().auditEvent.count()).toBe(before);
  });

  it("Prisma changes and removes nothing either", async () => {
    await expect(prisma().auditEvent.updateMany({ data: { action: "other.act" } })).rejects.toThrow(
      /only be added/,
    );
    await expect(prisma().auditEvent.deleteMany()).rejects.toThrow(/only be added/);
  });
});
