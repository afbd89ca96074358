import type { MainGroupRequestView } from "@/lib/channels/contract";
import type { Db } from "@/lib/db/prisma";

/** The open request of a channel for its main group, as `personId` sees it; null when nobody asks. */
export async function openRequestOf(
  db: Db,
  { channelId, personId }: { channelId: string; personId: string },
): Promise<MainGroupRequestView | null> {
  const request = await db.mainGroupRequest.findFirst({
    where: { channelId, answeredAt: null },
    select: { personId: true, requestedAt: true, person: { select: { name: true } } },
  });
  return (
    request && {
      askedBy: request.person.name,
      askedAt: request.requestedAt.toISOString(),
      mine: request.personId === personId,
    }
  );
}
