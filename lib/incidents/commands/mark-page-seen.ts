import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import type { MarkPageSeenInput } from "@/lib/incidents/contract";

/** Records that the reader's desk has shown them these calls: by the desk they are delivered then. Others' are left alone. */
export async function markPageSeen(
  actor: StaffActor,
  { pageIds }: MarkPageSeenInput,
  { now }: At,
): Promise<void> {
  const mine = { id: { in: pageIds }, personId: actor.personId, via: "desk", seenAt: null } as const;
  await inTransaction(async (tx) => {
    await tx.page.updateMany({
      where: { ...mine, status: "pending" },
      data: { status: "delivered", finishedAt: now, seenAt: now },
    });
    await tx.page.updateMany({ where: mine, data: { seenAt: now } });
  });
}
