import type { Actor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { ColleagueEmailInput } from "@/lib/duty/contract";
import { dutyPolicy } from "@/lib/duty/policy";

/** The id of the member of the service team who signs in with this e-mail address; null if there is none the actor may know of. */
export async function findColleague(
  actor: Actor,
  { email }: ColleagueEmailInput,
): Promise<{ personId: string } | null> {
  if (!dutyPolicy.read(actor)) return null;
  return prisma().staffAccount.findUnique({
    where: { email: email.trim().toLowerCase(), disabledAt: null },
    select: { personId: true },
  });
}
