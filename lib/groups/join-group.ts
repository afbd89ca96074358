import type { Tx } from "@/lib/db/prisma";
import { recordMemberEvents } from "@/lib/events/record-member-events";
import type { Side } from "@/lib/groups/contract";
import { joinMember } from "@/lib/groups/internal/join-member";
import { joinServiceMembers } from "@/lib/groups/internal/join-service-members";

type Joining = { role: "owner" | "member"; actorId: string | null; now: Date };

/**
 * Makes a person a member of a ticket's group, whose log the caller has locked, because their part in the ticket asks for
 * it; who left comes back. False if they were there already.
 */
export async function joinGroup(
  tx: Tx,
  group: { id: string; accountId: string },
  person: { id: string; side: Side },
  joining: Joining,
): Promise<boolean> {
  return joinMember(tx, group, person, { ...joining, joinedVia: "ticket", mayReturn: true });
}

/**
 * `joinGroup` for any number of people of the service side, in the same few statements however many they are; the log
 * tells their joining in the order of their ids. Answers who was not there already.
 */
export async function joinGroupAll(
  tx: Tx,
  group: { id: string; accountId: string },
  personIds: readonly string[],
  joining: Joining,
): Promise<string[]> {
  const joined = await joinServiceMembers(tx, group, personIds, joining);
  const { actorId, now } = joining;
  await recordMemberEvents(tx, {
    groupId: group.id,
    type: "member.joined",
    personIds: joined,
    actorId,
    now,
  });
  return joined;
}
