import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { inTransaction, sqlState } from "@/lib/db/transaction";
import { lockGroup } from "@/lib/events/record-event";
import { aCustomer, aGroupOfKind, anEmployee } from "@/lib/testing/conversation-world";
import { holdGroups } from "@/lib/testing/message-path";

async function twoGroups(): Promise<[string, string]> {
  const customer = await aCustomer();
  const author = await anEmployee(customer);
  return [await aGroupOfKind(customer, "ticket", [author]), await aGroupOfKind(customer, "ticket", [author])];
}

const nameOf = async (id: string) => (await prisma().group.findUniqueOrThrow({ where: { id } })).name;

describe("a transaction", () => {
  it("commits all of it or nothing, and lets through what was thrown", async () => {
    const [id] = await twoGroups();
    const rename = (name: string, thrown?: Error) =>
      inTransaction(async (tx) => {
        await tx.group.update({ where: { id }, data: { name } });
        if (thrown) throw thrown;
      });

    await rename("kept");
    await expect(rename("lost", new Error("no"))).rejects.toThrow("no");

    expect(await nameOf(id)).toBe("kept");
  });

  it("is UNAVAILABLE when a row stays locked", async () => {
    const [id] = await twoGroups();
    const holder = await holdGroups(id);

    await expect(inTransaction((tx) => lockGroup(tx, id))).rejects.toMatchObject({
      code: "UNAVAILABLE",
      reason: "db.busy",
      retryAfterSeconds: 1,
    });
    await holder.release();
  });

  it("is tried again when it was chosen to end a deadlock", async () => {
    const groups = await twoGroups();
    let attempts = 0;
    const bothHold = Promise.withResolvers<void>();
    const lockBoth = (first: string, second: string) =>
      inTransaction(async (tx) => {
        attempts += 1;
        await lockGroup(tx, first);
        // Each now holds what the other wants next.
        if (attempts === 2) bothHold.resolve();
        await bothHold.promise;
        await lockGroup(tx, second);
      });

    await Promise.all([lockBoth(groups[0], groups[1]), lockBoth(groups[1], groups[0])]);

    // More, when the one that was chosen comes back before the other has woken up: they meet again.
    expect(attempts).toBeGreaterThanOrEqual(3);
  });
});

describe("the state of a failed statement", () => {
  it.each([
    ["a plain statement", () => pool().query("SELECT 1/0"), "22012"],
    ["raw SQL through Prisma", () => prisma().$queryRaw`SELECT 1/0`, "22012"],
    [
      "one inside of another error",
      () =>
        pool()
          .query("SELECT 1/0")
          .catch((cause: unknown) => Promise.reject(new Error("wrapped", { cause }))),
      "22012",
    ],
    [
      "no statement at all",
      () => Promise.reject(Object.assign(new Error("broken pipe"), { code: "EPIPE" })),
      undefined,
    ],
  ])("of %s", async (_what, attempt: () => Promise<unknown>, state) => {
    expect(sqlState(await attempt().catch((thrown: unknown) => thrown))).toBe(state);
  });
});
