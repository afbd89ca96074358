import { GROUP_MEMBERSHIP, processOrigin } from "@/lib/events/group-log";
import type { Tx } from "@/lib/db/prisma";

type NewMemberEvents = {
  groupId: string;
  type: "member.joined" | "member.left";
  /** Who joined or left, in the order in which the log is to tell it. */
  personIds: readonly string[];
  actorId: string | null;
  now: Date;
};

/**
 * Records in one go, in the caller's transaction, that many joined or left a group: what `recordEvent` promises of one
 * event holds of each, and the group is announced once. Of nobody nothing is recorded.
 */
export async function recordMemberEvents(tx: Tx, events: NewMemberEvents): Promise<void> {
  const { groupId, type, personIds, actorId, now } = events;
  if (personIds.length === 0) return;
  const { sequence } = await tx.group.update({
    where: { id: groupId },
    data: { sequence: { increment: personIds.length } },
    select: { sequence: true },
  });
  const base = sequence - BigInt(personIds.length);
  await tx.$executeRaw`
    INSERT INTO group_event (group_id, sequence, type, subject_id, actor_id, created_at)
    SELECT ${groupId}::uuid, ${base}::bigint + n, ${type}, id, ${actorId}::uuid, ${now}
    FROM unnest(${personIds}::uuid[]) WITH ORDINALITY AS person(id, n)`;
  await tx.$executeRaw`
    SELECT count(pg_notify(${GROUP_MEMBERSHIP}, notice))
    FROM (SELECT json_build_array(${groupId}::uuid, id)::text AS notice FROM unnest(${personIds}::uuid[]) AS person(id)) AS notices`;
  await tx.$executeRaw`SELECT announce_groups(${processOrigin()}, ARRAY[${groupId}]::uuid[], ARRAY[${sequence}]::bigint[])`;
}
