import type { Db } from "@/lib/db/prisma";

/** The audited action by which channels come into being. */
export const CHANNEL_ADDED = "channel.added";

/** Who added a channel, by name, and the role they had assumed. */
export type AddedBy = { addedBy: string | null; addedAs: string | null };

/** Who added each of these channels of one account, or last brought it back, by channel id; those not added in the console are missing. */
export async function findAddedBy(
  db: Db,
  accountId: string,
  channelIds: readonly string[],
): Promise<Map<string, AddedBy>> {
  const events = await db.auditEvent.findMany({
    where: { accountId, action: CHANNEL_ADDED, subjectId: { in: [...channelIds] } },
    select: { subjectId: true, actorKind: true, actorId: true, assumedRoleId: true },
    orderBy: { id: "asc" },
  });
  const last = new Map(events.map((event) => [event.subjectId ?? "", event]));
  const inConsole = [...last].filter(([, { actorKind }]) => actorKind === "principal");
  const ids = inConsole
    .map(([, event]) => event)
    .flatMap(({ actorId, assumedRoleId }) => [actorId, assumedRoleId])
    .filter((id) => id !== null);
  const principals = await db.principal.findMany({
    where: { accountId, id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(principals.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  return new Map(
    inConsole.map(([channelId, { actorId, assumedRoleId }]) => [
      channelId,
      { addedBy: nameOf(actorId), addedAs: nameOf(assumedRoleId) },
    ]),
  );
}
