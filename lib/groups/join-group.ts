import type { Tx } from "@/lib/db/prisma";
import type { Side } from "@/lib/groups/contract";
import { joinMember } from "@/lib/groups/internal/join-member";

/**
 * Makes a person a member of a ticket's group, whose log the caller has locked, because their part in the ticket asks for
 * it; who left comes back. False if they were there already.
 */
export async function joinGroup(
  tx: Tx,
  group: { id: string; accountId: string },
  person: { id: string; side: Side },
  joining: { role: "owner" | "member"; actorId: string | null; now: Date },
): Promise<boolean> {
  return joinMember(tx, group, person, { ...joining, joinedVia: "ticket", mayReturn: true });
}
