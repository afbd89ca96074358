import type { PersonActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";

/** Remembers the time zone of the browser that somebody uses: cards and mail to them tell times in it. */
export async function rememberTimeZone(
  actor: PersonActor,
  { timeZone }: { timeZone: string },
): Promise<void> {
  await prisma().person.updateMany({
    where: {
      id: actor.personId,
      erasedAt: null,
      OR: [{ timeZone: null }, { timeZone: { not: timeZone } }],
    },
    data: { timeZone },
  });
}
