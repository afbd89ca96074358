import type { Prisma } from "@/lib/db/generated/client";

/** The conversations a person has open by break-glass at `now`. The same in SQL: lib/groups/internal/staff-ways-sql.ts. */
export const openGlassOf = (personId: string, now: Date) =>
  ({ personId, endedAt: null, endsAt: { gt: now } }) satisfies Prisma.BreakGlassWhereInput;
