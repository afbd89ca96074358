import type { Tx } from "@/lib/db/prisma";
import { enqueueJob } from "@/lib/jobs/enqueue-job";

/** Has everything undecided of a channel's people decided at once, in the caller's transaction: what their cards depend on has changed. */
export async function wakePeople(tx: Tx, channelId: string, now: Date): Promise<void> {
  const people = await tx.$queryRaw<{ personId: string }[]>`
    SELECT f.person_id AS "personId" FROM feishu_identity f
    WHERE f.channel_id = ${channelId}::uuid AND (
      EXISTS (SELECT FROM mention m WHERE m.person_id = f.person_id AND m.outcome IS NULL)
      OR EXISTS (SELECT FROM card_delivery d WHERE d.person_id = f.person_id AND d.status = 'sending' AND d.lane = 'mention'))`;
  // A job that waits already waits for what has just changed.
  for (const { personId } of people)
    await enqueueJob(tx, "notify-person", { personId }, { key: personId, runAt: now, ifWaiting: "replace" });
}
