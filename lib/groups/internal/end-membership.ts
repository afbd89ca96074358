import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { recordEvent } from "@/lib/events/record-event";

type Ending = { personId: string; via: "left" | "removed"; actor: Actor; now: Date };

type Left = {
  id: string;
  accountId: string;
  /** Of a ticket's group: the service side's own group beside it. */
  internalGroupId: string | null;
};

/**
 * Ends a membership in a group whose log the caller has locked, with that of its internal group: from the commit on this
 * person is cut off, open sockets included. Who is in an internal group is who of the service side is in its ticket's group;
 * they join both by `joinTicketStaff`. How it ended stays on the row: who left may come back by a link, who was removed must
 * be let in.
 */
export async function endMembership(tx: Tx, group: Left, ending: Ending): Promise<void> {
  const { personId, via, actor, now } = ending;
  for (const groupId of [group.id, group.internalGroupId])
    if (groupId !== null) await endIn(tx, groupId, ending);
  await recordAudit(tx, actor, {
    action: `member.${via}`,
    subjectType: "group",
    subjectId: group.id,
    accountId: group.accountId,
    details: { personId },
    now,
  });
}

/** Whoever is in the group; a customer is in no internal one. */
async function endIn(tx: Tx, groupId: string, { personId, via, actor, now }: Ending): Promise<void> {
  const { count } = await tx.groupMember.updateMany({
    where: { groupId, personId, leftAt: null },
    data: { leftAt: now, leftVia: via },
  });
  if (count === 0) return;
  const actorId = actor.kind === "employee" || actor.kind === "staff" ? actor.personId : null;
  await recordEvent(tx, { groupId, type: "member.left", subjectId: personId, actorId, now });
}
