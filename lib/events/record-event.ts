import { GROUP_MEMBERSHIP, processOrigin } from "@/lib/events/group-log";
import type { Tx } from "@/lib/db/prisma";

/** What can happen in a group, as the log names it. */
type GroupEventType =
  | "message.created"
  | "message.edited"
  | "message.recalled"
  | "message.reacted"
  | "member.joined"
  | "member.left"
  | "member.changed"
  | "group.created"
  | "group.archived"
  | "group.restored";

type NewGroupEvent = {
  groupId: string;
  type: GroupEventType;
  subjectId: string;
  actorId: string | null;
  now: Date;
};

/**
 * Records, in the caller's transaction, that something happened in a group, and announces it on commit.
 *
 * Events of one group are numbered 1, 2, 3 … in commit order: the update holds the group's row until commit, so no number
 * is skipped and none becomes visible before a smaller one. The event names its subject and holds no content.
 */
export async function recordEvent(tx: Tx, event: NewGroupEvent): Promise<number> {
  const { sequence } = await tx.group.update({
    where: { id: event.groupId },
    data: { sequence: { increment: 1 } },
    select: { sequence: true },
  });
  await tx.groupEvent.create({
    data: {
      groupId: event.groupId,
      sequence,
      type: event.type,
      subjectId: event.subjectId,
      actorId: event.actorId,
      createdAt: event.now,
    },
  });
  if (event.type === "member.joined" || event.type === "member.left") {
    const notice = JSON.stringify([event.groupId, event.subjectId]);
    await tx.$executeRaw`SELECT pg_notify(${GROUP_MEMBERSHIP}, ${notice})`;
  }
  await tx.$executeRaw`SELECT announce_groups(${processOrigin()}, ARRAY[${event.groupId}]::uuid[], ARRAY[${sequence}]::bigint[])`;
  return Number(sequence);
}

/** Takes the log of a group before anything else is read or changed there; removing a member and archiving start with this. */
export async function lockGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "group" WHERE id = ${groupId}::uuid FOR NO KEY UPDATE`;
}
