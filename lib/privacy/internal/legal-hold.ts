import { prisma } from "@/lib/db/prisma";

/** Whether a ticket that this person took part in is under a legal hold: then who said what in it must stay known. */
export async function isHeld(personId: string): Promise<boolean> {
  const held = await prisma().ticket.findFirst({
    where: {
      legalHoldSince: { not: null },
      OR: [
        { requesterId: personId },
        { group: { members: { some: { personId } } } },
        { incidents: { some: { OR: [{ declaredById: personId }, { joins: { some: { personId } } }] } } },
      ],
    },
    select: { id: true },
  });
  return held !== null;
}
