import type { StaffRole } from "@/lib/actor/actor";
import type { StaffNameView } from "@/lib/channels/contract";
import type { Db } from "@/lib/db/prisma";

/** Who leads members in a customer's group; the same roles as in `groupPolicy.manageMembers`. */
const leadsMembers: StaffRole[] = ["tam", "duty_lead", "manager"];

/** Whom a plan can be given to: the enabled of the service team who can lead a customer's group, by name. */
export async function tamCandidates(db: Db): Promise<StaffNameView[]> {
  const accounts = await db.staffAccount.findMany({
    where: { disabledAt: null, roles: { hasSome: leadsMembers } },
    select: { personId: true, person: { select: { name: true } } },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }],
  });
  return accounts.map(({ personId, person }) => ({ personId, name: person.name }));
}
