import { expect, it } from "vitest";
import { countApiCalls } from "@/lib/channels/count-api-call";
import { prisma } from "@/lib/db/prisma";

const count = (calls: number, now: string) => countApiCalls(prisma(), "tenant", calls, new Date(now));

it("adds calls to the month they were made in, also many at once", async () => {
  await Promise.all(Array.from({ length: 20 }, () => count(2, "2026-06-10T00:00:00Z")));
  await count(0, "2026-06-10T00:00:00Z");
  await count(3, "2026-06-30T16:00:00Z");
  const rows = await prisma().apiUsage.findMany({ orderBy: { month: "asc" } });
  expect(rows.map(({ month, counted }) => ({ month, counted }))).toEqual([
    { month: "2026-06", counted: 40 },
    { month: "2026-07", counted: 3 },
  ]);
});
