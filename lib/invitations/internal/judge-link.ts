import type { EmployeeActor } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import type { LinkProblem } from "@/lib/invitations/contract";
import type { Link } from "@/lib/invitations/internal/link";
import { invitationState, judgedAt } from "@/lib/invitations/policy";

/** What a link is to somebody: the way in, the way to ask, nothing new, or no way at all. */
export type Judgement = "join" | "ask" | "member" | LinkProblem;

type When = { begunAt: Date | null; now: Date };

/**
 * What this link, of the employee's own channel, is to them. A member is a member and whoever has asked has asked, whatever
 * became of the link; all others need one that lives. Only who left comes back by it: who was removed has to ask.
 */
export async function judgeLink(
  db: Db,
  { personId }: EmployeeActor,
  link: Link,
  when: When,
): Promise<Judgement> {
  const { groupId } = link;
  const member = await db.groupMember.findUnique({
    where: { groupId_personId: { groupId, personId } },
    select: { leftAt: true, leftVia: true },
  });
  if (member !== null && member.leftAt === null) return "member";
  const wasRemoved = member !== null && member.leftVia !== "left";
  const asked = wasRemoved ? await askedBefore(db, personId, link) : null;
  return asked ?? linkProblem(link, when) ?? (wasRemoved ? "ask" : "join");
}

/** How an earlier request of somebody who was removed stands. After a refusal a link made later asks anew. */
async function askedBefore(db: Db, personId: string, { groupId, createdAt }: Link) {
  const last = await db.joinRequest.findFirst({
    where: { groupId, personId },
    select: { decidedAt: true, approved: true },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
  });
  if (last === null) return null;
  if (last.decidedAt === null) return "waiting";
  return last.approved === false && createdAt <= last.decidedAt ? "refused" : null;
}

function linkProblem(link: Link, { begunAt, now }: When): LinkProblem | null {
  if (link.group.archivedAt !== null) return "archived";
  const state = invitationState(link.facts, judgedAt(link, begunAt, now));
  if (state === "live") return null;
  return state === "inviter_gone" ? "revoked" : state;
}
