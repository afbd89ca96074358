import type { Tx } from "@/lib/db/prisma";

/** Takes the logs of groups as `lockGroup` takes one, by id, the order in which everybody takes them (design.md §2 "Locks"). */
export async function lockGroups(tx: Tx, groupIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "group" WHERE id = ANY(${groupIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}
