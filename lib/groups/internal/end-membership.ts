import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Tx } from "@/lib/db/prisma";
import { recordEvent } from "@/lib/events/record-event";

type Ending = { personId: string; via: "left" | "removed"; actor: Actor; now: Date };

/**
 * Ends a membership in a group whose log the caller has locked: from the commit on this person is cut off, open sockets
 * included. How it ended stays on the row: who left may come back by a link, who was removed must be let in.
 */
export async function endMembership(
  tx: Tx,
  group: { id: string; accountId: string },
  { personId, via, actor, now }: Ending,
): Promise<void> {
  await tx.groupMember.update({
    where: { groupId_personId: { groupId: group.id, personId } },
    data: { leftAt: now, leftVia: via },
  });
  const actorId = actor.kind === "employee" || actor.kind === "staff" ? actor.personId : null;
  await recordEvent(tx, { groupId: group.id, type: "member.left", subjectId: personId, actorId, now });
  await recordAudit(tx, actor, {
    action: `member.${via}`,
    subjectType: "group",
    subjectId: group.id,
    accountId: group.accountId,
    details: { personId },
    now,
  });
}
