import type { Db } from "@/lib/db/prisma";

/** Whom a card could not be sent to because the app is not available to them (docs/feishu.md, "Outcomes of a send"). */
export const outsideAvailability = { unreachableReason: "feishu_230013" } as const;

/** To how many of their people the apps of these channels are not available, by channel id; those without anybody are missing. */
export async function countOutsideAvailability(
  db: Db,
  channelIds: readonly string[],
): Promise<Map<string, number>> {
  const counts = await db.feishuIdentity.groupBy({
    by: ["channelId"],
    where: { channelId: { in: [...channelIds] }, ...outsideAvailability },
    _count: true,
  });
  return new Map(counts.map(({ channelId, _count }) => [channelId, _count]));
}
