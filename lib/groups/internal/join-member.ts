import type { Tx } from "@/lib/db/prisma";
import { recordEvent } from "@/lib/events/record-event";
import type { Side } from "@/lib/groups/contract";

type Joining = {
  role: "owner" | "member";
  joinedVia: "plan" | "sign_in" | "invitation" | "ticket" | "added";
  /** Whether who left or was removed comes back; signing in alone brings nobody back. */
  mayReturn: boolean;
  actorId: string | null;
  now: Date;
};

/**
 * Makes a person a member of a group whose log the caller has locked, and records it; false if nothing changed. A
 * newcomer sees the history and has read it: what is unread begins with their joining.
 */
export async function joinMember(
  tx: Tx,
  group: { id: string; accountId: string },
  person: { id: string; side: Side },
  joining: Joining,
): Promise<boolean> {
  const { role, joinedVia, now } = joining;
  const { sequence } = await tx.group.findUniqueOrThrow({
    where: { id: group.id },
    select: { sequence: true },
  });
  const made = await tx.groupMember.createMany({
    data: {
      groupId: group.id,
      accountId: group.accountId,
      personId: person.id,
      side: person.side,
      customerAccountId: person.side === "customer" ? group.accountId : null,
      role,
      joinedVia,
      readSequence: sequence,
      joinedAt: now,
    },
    skipDuplicates: true,
  });
  const joined =
    made.count === 1 || (joining.mayReturn && (await returned(tx, group.id, person.id, joining)));
  if (!joined) return false;
  await recordEvent(tx, {
    groupId: group.id,
    type: "member.joined",
    subjectId: person.id,
    actorId: joining.actorId,
    now,
  });
  return true;
}

async function returned(tx: Tx, groupId: string, personId: string, { role, joinedVia, now }: Joining) {
  const { count } = await tx.groupMember.updateMany({
    where: { groupId, personId, leftAt: { not: null } },
    data: { leftAt: null, leftVia: null, role, joinedVia, joinedAt: now },
  });
  return count === 1;
}
