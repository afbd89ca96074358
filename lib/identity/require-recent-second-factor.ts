import type { Actor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import type { Db } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { factorOf, isSelfActor } from "@/lib/identity/second-factor";

/**
 * Asks for a second factor shown within the last 15 minutes before a privileged act (secrets, deletion, members). Who has
 * none, an employee and the command line pass. Call it before anything is changed and before anybody else is asked.
 *
 * @throws AppError FORBIDDEN `identity.second_factor_needed`, on which a page asks for the code and repeats the act.
 */
export async function requireRecentSecondFactor(db: Db, actor: Actor, now: Date): Promise<void> {
  if (!isSelfActor(actor)) return;
  const factor = await factorOf(db, actor);
  if (!factor?.confirmedAt) return;
  const session = await db.session.findUnique({
    where: { id: actor.sessionId },
    select: { secondFactorAt: true },
  });
  const shownAt = session?.secondFactorAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (now.getTime() - shownAt > durations.secondFactorRecent)
    throw new AppError("FORBIDDEN", "identity.second_factor_needed");
}
