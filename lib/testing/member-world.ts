import { prisma } from "@/lib/db/prisma";
import { leaveGroup } from "@/lib/groups/commands/leave-group";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { setMemberRole } from "@/lib/groups/commands/set-member-role";
import type { PersonActor } from "@/lib/actor/actor";
import { aCustomer, aMainGroup, anEmployee, anEngineer, logOf } from "@/lib/testing/conversation-world";

/** The moment of every change. */
export const at = { now: new Date() };

/** The customer's main group with an owner, a colleague, somebody who has left, the plan's TAM and an engineer; others outside. */
export async function aFullGroup() {
  const customer = await aCustomer();
  const people = {
    owner: await anEmployee(customer, "Owner"),
    colleague: await anEmployee(customer, "Colleague"),
    gone: await anEmployee(customer, "Gone"),
    tam: await anEngineer("Tam", ["tam"]),
    engineer: await anEngineer("Engineer"),
    stranger: await anEmployee(await aCustomer(), "Stranger"),
    elsewhere: await anEngineer("Elsewhere", ["manager"]),
  };
  const { owner, colleague, gone, tam, engineer } = people;
  const groupId = await aMainGroup(customer, {
    staff: [tam, engineer],
    employees: [owner, colleague, gone],
  });
  await prisma().supportPlan.update({ where: { id: customer.planId }, data: { tamId: tam.personId } });
  await leaveGroup(gone, { groupId }, at);
  return { customer, groupId, ...people };
}

/** What `aFullGroup` answers. */
export type Full = Awaited<ReturnType<typeof aFullGroup>>;
/** Somebody of it. */
export type Name = "owner" | "colleague" | "gone" | "tam" | "engineer" | "stranger" | "elsewhere";

/** The members of a group as rows, also those who left. */
export const rowsOf = (groupId: string) =>
  prisma().groupMember.findMany({ where: { groupId }, orderBy: { personId: "asc" } });

/** Somebody's row in a group. */
export const row = (groupId: string, { personId }: PersonActor) =>
  prisma().groupMember.findUniqueOrThrow({ where: { groupId_personId: { groupId, personId } } });

/** Everything a change of a member leaves behind. */
export async function traceOf(groupId: string) {
  return {
    rows: await rowsOf(groupId),
    log: await logOf(groupId),
    audit: await prisma().auditEvent.count({ where: { subjectId: groupId } }),
  };
}

/** The ways to change a member, by the names of who does it to whom. */
export const changes = {
  remove: ({ groupId, ...group }: Full, by: Name, to: Name) =>
    removeMember(group[by], { groupId, personId: group[to].personId }, at),
  makeOwner: ({ groupId, ...group }: Full, by: Name, to: Name) =>
    setMemberRole(group[by], { groupId, personId: group[to].personId, role: "owner" }, at),
  makeMember: ({ groupId, ...group }: Full, by: Name, to: Name) =>
    setMemberRole(group[by], { groupId, personId: group[to].personId, role: "member" }, at),
  leave: ({ groupId, ...group }: Full, by: Name) => leaveGroup(group[by], { groupId }, at),
};
