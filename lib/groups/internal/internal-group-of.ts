import type { Tx } from "@/lib/db/prisma";

/** The service side's own group beside a ticket's. A ticket's groups never change. */
export async function internalGroupOf(tx: Tx, groupId: string): Promise<string | null> {
  const group = await tx.group.findUnique({
    where: { id: groupId },
    select: { ticket: { select: { internalGroupId: true } } },
  });
  return group?.ticket?.internalGroupId ?? null;
}
