import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import type { BreakGlassView, ListBreakGlassInput } from "@/lib/desk/contract";
import { openGlassOf } from "@/lib/desk/internal/open-glass";
import { staffScope } from "@/lib/groups/policy";

/** The conversations the actor has open without being in them, what ends first first. */
export async function listBreakGlass(
  actor: StaffActor,
  _input: ListBreakGlassInput,
  { now }: At,
): Promise<BreakGlassView[]> {
  if (!staffScope(actor.roles).breaksGlass) return [];
  const rows = await prisma().breakGlass.findMany({
    where: openGlassOf(actor.personId, now),
    include: { group: { select: { name: true, channel: { select: { organizationName: true } } } } },
    orderBy: [{ endsAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ groupId, reason, endsAt, group }) => ({
    groupId,
    groupName: group.name,
    organizationName: group.channel.organizationName,
    reason,
    endsAt: endsAt.toISOString(),
  }));
}
