import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { searchAuditInput } from "@/lib/audit/contract";
import { searchAudit } from "@/lib/audit/queries/search-audit";
import { prisma } from "@/lib/db/prisma";
import { anAct, manyActs } from "@/lib/testing/audit-world";
import { anAccount } from "@/lib/testing/channel-world";
import { anEngineer } from "@/lib/testing/conversation-world";

const at = { now: new Date() };
let auditor: StaffActor;
beforeAll(async () => {
  auditor = await anEngineer("Auditor", ["auditor"]);
});

describe("reading page by page", () => {
  it("neither loses nor repeats anything while acts are added, also within one instant", async () => {
    const { accountId, actor } = await anAccount();
    const now = new Date("2026-03-01T00:00:00Z");
    await manyActs([accountId], { count: 37, until: now });
    for (let index = 0; index < 8; index++) await anAct({ action: "channel.added", actor, accountId, now });
    const expected = await prisma().auditEvent.findMany({
      where: { accountId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });

    const read: string[] = [];
    let cursor: string | null = null;
    do {
      const input = searchAuditInput.parse({
        account: accountId,
        limit: 4,
        cursor,
        from: "2020-01-01T00:00:00Z",
      });
      const page = await searchAudit(auditor, input, at);
      read.push(...page.events.map(({ id }) => id));
      cursor = page.nextCursor;
      await anAct({ action: "channel.added", actor, accountId, now: new Date(now.getTime() + 60_000) });
    } while (cursor !== null);

    expect(read).toEqual(expected.map(({ id }) => id));
  });

  it.each([
    "nonsense",
    Buffer.from('[1,"x"]').toString("base64url"),
    Buffer.from("{}").toString("base64url"),
  ])("refuses the cursor %s", async (cursor) => {
    await expect(searchAudit(auditor, searchAuditInput.parse({ cursor }), at)).rejects.toMatchObject({
      reason: "audit.cursor_malformed",
    });
  });
});
