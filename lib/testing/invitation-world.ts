import type { EmployeeActor, PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { createInvitation } from "@/lib/invitations/commands/create-invitation";
import { joinByInvitation } from "@/lib/invitations/commands/join-by-invitation";
import { removeMember } from "@/lib/groups/commands/remove-member";

const system = { kind: "system", name: "test" } as const;

/** A link into a group, made by the product's own command: its token, and its row's id. */
export async function anInvitation(
  inviter: PersonActor,
  groupId: string,
  { now = new Date(), maxUses = null }: { now?: Date; maxUses?: number | null } = {},
): Promise<{ token: string; id: string; url: string }> {
  const { url } = await createInvitation(inviter, { groupId, maxUses }, { now });
  const { id } = await prisma().invitation.findFirstOrThrow({ where: { groupId }, orderBy: { id: "desc" } });
  return { token: new URL(url).searchParams.get("token") ?? "", id, url };
}

/** Joins by a link as its page does. */
export async function join(
  who: EmployeeActor,
  token: string,
  { now = new Date(), stamp = "" }: { now?: Date; stamp?: string } = {},
) {
  return joinByInvitation(who, { token, stamp }, { now });
}

/** Takes somebody out of a group. */
export async function remove(groupId: string, { personId }: PersonActor): Promise<void> {
  await removeMember(system, { groupId, personId }, { now: new Date() });
}

/** Everything that a joining might change about a group, its links and its requests. */
export async function stateOfGroup(groupId: string) {
  const group = await prisma().group.findUniqueOrThrow({ where: { id: groupId } });
  return {
    sequence: Number(group.sequence),
    members: await prisma().groupMember.findMany({ where: { groupId }, orderBy: { personId: "asc" } }),
    links: await prisma().invitation.findMany({ where: { groupId }, orderBy: { id: "asc" } }),
    uses: await prisma().invitationUse.count({ where: { invitation: { groupId } } }),
    requests: await prisma().joinRequest.findMany({ where: { groupId }, orderBy: { id: "asc" } }),
    audit: await prisma().auditEvent.count({ where: { accountId: group.accountId } }),
  };
}

/** Somebody's row in a group. */
export async function membershipOf(groupId: string, { personId }: PersonActor) {
  return prisma().groupMember.findUnique({ where: { groupId_personId: { groupId, personId } } });
}
