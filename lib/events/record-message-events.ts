import type { Tx } from "@/lib/db/prisma";
import { processOrigin } from "@/lib/events/group-log";

type NewMessageEvents = {
  /** One message per group, whose log the caller has locked. */
  messages: readonly { id: string; groupId: string; senderId: string | null }[];
  now: Date;
};

/**
 * Records in one go, in the caller's transaction, that each of these groups has a message more: what `recordEvent` promises
 * of one holds of each. Answers the sequences by group.
 */
export async function recordMessageEvents(
  tx: Tx,
  { messages, now }: NewMessageEvents,
): Promise<Map<string, bigint>> {
  const groupIds = messages.map(({ groupId }) => groupId);
  const grown = await tx.$queryRaw<{ id: string; sequence: bigint }[]>`
    UPDATE "group" SET sequence = sequence + 1 WHERE id = ANY(${groupIds}::uuid[]) RETURNING id, sequence`;
  const sequences = new Map(grown.map(({ id, sequence }) => [id, sequence]));
  await tx.groupEvent.createMany({
    data: messages.map(({ id, groupId, senderId }) => ({
      groupId,
      sequence: sequences.get(groupId) ?? 0n,
      type: "message.created",
      subjectId: id,
      actorId: senderId,
      createdAt: now,
    })),
  });
  const numbers = groupIds.map((id) => sequences.get(id) ?? 0n);
  await tx.$executeRaw`SELECT announce_groups(${processOrigin()}, ${groupIds}::uuid[], ${numbers}::bigint[])`;
  return sequences;
}
