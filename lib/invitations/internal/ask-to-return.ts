import type { EmployeeActor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import type { Link } from "@/lib/invitations/internal/link";
import { isLeadingStaff } from "@/lib/groups/policy";
import { recordNotice } from "@/lib/messages/record-notice";

/**
 * Asks for somebody who was removed from a group, whose log the caller has locked, that they may come back, and tells those
 * who decide it. Nothing else changes: they are in no group by asking.
 */
export async function askToReturn(tx: Tx, actor: EmployeeActor, link: Link, now: Date): Promise<void> {
  const { personId } = actor;
  const { id: invitationId, groupId, accountId } = link;
  const id = newId();
  await tx.joinRequest.create({ data: { id, groupId, personId, invitationId, requestedAt: now } });
  await recordNotice(tx, {
    groupId,
    kind: "invitation.asks_to_return",
    data: { personId },
    // Who is no member says nothing in the group: it is the product's line.
    actorId: null,
    addressees: await whoDecides(tx, groupId),
    now,
  });
  await recordAudit(tx, actor, {
    action: "join_request.created",
    subjectType: "join_request",
    subjectId: id,
    accountId,
    details: { groupId, invitationId },
    now,
  });
}

/** The customer's owners; where there are none, who leads the service team in the group. */
async function whoDecides(tx: Tx, groupId: string): Promise<string[]> {
  const owners = await tx.groupMember.findMany({
    where: { groupId, side: "customer", role: "owner", leftAt: null },
    select: { personId: true },
  });
  if (owners.length > 0) return owners.map(({ personId }) => personId);
  const staff = await tx.groupMember.findMany({
    where: { groupId, side: "service", leftAt: null, person: { staffAccount: { disabledAt: null } } },
    select: { personId: true, person: { select: { staffAccount: { select: { roles: true } } } } },
  });
  return staff
    .filter(({ person }) => isLeadingStaff(person.staffAccount?.roles ?? []))
    .map(({ personId }) => personId);
}
