import type { StaffNameView } from "@/lib/channels/contract";
import type { Db } from "@/lib/db/prisma";
import { leadingRoles } from "@/lib/groups/policy";

/** Whom a plan can be given to: the enabled of the service team who can lead a customer's group, by name. */
export async function tamCandidates(db: Db): Promise<StaffNameView[]> {
  const accounts = await db.staffAccount.findMany({
    where: { disabledAt: null, roles: { hasSome: [...leadingRoles] } },
    select: { personId: true, person: { select: { name: true } } },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }],
  });
  return accounts.map(({ personId, person }) => ({ personId, name: person.name }));
}
