import type { Tx } from "@/lib/db/prisma";
import { joinGroup, joinGroupAll } from "@/lib/groups/join-group";

type Joining = { actorId: string | null; now: Date };
type TicketGroups = { groupId: string; internalGroupId: string; accountId: string };

/**
 * Makes one of the service team a member of a ticket's group and of its internal group, both of whose logs the caller has
 * locked. Who left comes back: they are needed again.
 */
export async function joinTicketStaff(
  tx: Tx,
  { groupId, internalGroupId, accountId }: TicketGroups,
  personId: string,
  { actorId, now }: Joining,
): Promise<void> {
  for (const id of [groupId, internalGroupId].toSorted())
    await joinGroup(
      tx,
      { id, accountId },
      { id: personId, side: "service" },
      { role: "member", actorId, now },
    );
}

/** `joinTicketStaff` for any number of people at once, in the same few statements however many they are. */
export async function joinTicketStaffAll(
  tx: Tx,
  { groupId, internalGroupId, accountId }: TicketGroups,
  personIds: readonly string[],
  { actorId, now }: Joining,
): Promise<void> {
  for (const id of [groupId, internalGroupId].toSorted())
    await joinGroupAll(tx, { id, accountId }, personIds, { role: "member", actorId, now });
}
