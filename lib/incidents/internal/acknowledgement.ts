import { durations } from "@/lib/config/durations";
import type { Tx } from "@/lib/db/prisma";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";

const signsOfLife = ["attended", "in_progress"];

/**
 * When an acknowledgement lapses if nothing more happens: each sign of life since it was given earns a longer silence
 * (edge-cases §6.5). `since` is the last of them.
 */
export async function lapseAfter(tx: Tx, incidentId: string, since: Date): Promise<Date> {
  const acknowledged = await tx.incidentEvent.findFirst({
    where: { incidentId, type: "acknowledged" },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  const signs = await tx.incidentEvent.count({
    where: { incidentId, type: { in: signsOfLife }, version: { gt: acknowledged?.version ?? 0 } },
  });
  const silences = durations.acknowledgementSilence;
  const silence = silences[Math.min(signs, silences.length - 1)] ?? silences[0];
  return new Date(since.getTime() + silence);
}

type Attended = { ticket: { groupId: string; internalGroupId: string } };

/** When the service side last wrote in the ticket's group or the internal one; null if never. */
export async function lastWritten(tx: Tx, { ticket }: Attended): Promise<Date | null> {
  const { groupId, internalGroupId } = ticket;
  const said = await tx.message.findFirst({
    where: {
      groupId: { in: [groupId, internalGroupId] },
      sender: { side: "service" },
      // A system line in somebody's name is no word of theirs. (A message of files alone has no text and is no notice.)
      notice: { equals: Prisma.DbNull },
    },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true },
  });
  return said?.createdAt ?? null;
}

/** Refuses what comes second, and says who was first. */
export async function refuseSecond(tx: Tx, personId: string | null): Promise<never> {
  const person = personId && (await tx.person.findUnique({ where: { id: personId } }));
  if (!person) throw new AppError("CONFLICT", "incidents.not_now");
  throw new AppError("CONFLICT", "incidents.acknowledged_already", { details: { name: person.name } });
}
