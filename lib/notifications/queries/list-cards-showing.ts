import type { At } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";

/** The sent cards that show the text of this message and that Feishu still lets change. */
export async function listCardsShowing(messageId: string, { now }: At): Promise<string[]> {
  const since = new Date(now.getTime() - durations.cardChangeable);
  const cards = await prisma().cardDelivery.findMany({
    where: { leadMessageId: messageId, lane: "mention", status: "sent", createdAt: { gt: since } },
    select: { id: true },
    orderBy: { createdAt: "asc" },
  });
  return cards.map(({ id }) => id);
}
