import { prisma } from "@/lib/db/prisma";
import { until } from "../world/until";
import type { Participant } from "./participant";

/** Long enough for every pause of a client that found nobody: they grow to 10 s. */
const RECOVERY = 60_000;

/**
 * Resolves when everything typed is stored, nothing waits in an outbox, and each page is live and shows its conversations
 * from the beginning to the log's end; rejects with what does not come.
 */
export async function converge(
  participants: readonly Participant[],
  groupIds: readonly string[],
): Promise<void> {
  await Promise.all(
    participants.map(async ({ client, store, who: { name } }) => {
      await until(`${name}'s connection`, () => client.getConnection() === "live", RECOVERY);
      await until(`${name}'s outbox to be empty`, async () => (await store.list()).length === 0, RECOVERY);
    }),
  );
  for (const groupId of groupIds) {
    const { sequence } = await prisma().group.findUniqueOrThrow({ where: { id: groupId } });
    const members = participants.filter((one) => one.groupIds.includes(groupId));
    await Promise.all(
      members.map(async ({ client, who: { name } }) =>
        until(`${name}'s screen`, () => showsAll(client, groupId, Number(sequence)), RECOVERY),
      ),
    );
  }
}

/** Scrolls on; whether the whole conversation is there. */
async function showsAll(client: Participant["client"], groupId: string, end: number): Promise<boolean> {
  const { hasBefore, hasAfter } = client.getGroup(groupId);
  if (hasBefore) await client.loadBefore(groupId);
  if (hasAfter) await client.loadAfter(groupId);
  const now = client.getGroup(groupId);
  const isWhole = now.loaded && !now.hasBefore && !now.hasAfter && now.outgoing.length === 0;
  return isWhole && now.messages.at(-1)?.sequence === end;
}
