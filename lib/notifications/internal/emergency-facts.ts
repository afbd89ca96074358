import type { Prisma } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/prisma";
import { type Locale, defaultLocale, isLocale } from "@/lib/i18n/locale";
import type { CardState, IncidentReason } from "@/lib/incidents/contract";
import { cardSettings, hidesContent } from "@/lib/notifications/internal/card-settings";

/** What a card about an emergency tells. */
export type EmergencyFacts = {
  state: CardState;
  locale: Locale;
  /** What people wrote stays in the workbench. */
  hidesContent: boolean;
  reason: IncidentReason;
  impact: string;
  declaredByName: string | null;
  acknowledgedByName: string | null;
  ticket: { number: number; title: string; groupId: string };
};

/** Collects what is to be told of an emergency to one person. */
export async function emergencyFacts(
  db: Db,
  { incidentId, state, personId }: { incidentId: string; state: CardState; personId: string },
): Promise<EmergencyFacts> {
  const incident = await db.incident.findUniqueOrThrow({
    where: { id: incidentId },
    include: { ticket: { select: { number: true, title: true, groupId: true } } },
  });
  const { declaredById, acknowledgedById } = incident;
  const ids = [personId, declaredById, acknowledgedById].filter((id) => id !== null);
  const select = { id: true, name: true, locale: true } satisfies Prisma.PersonSelect;
  const persons = await db.person.findMany({ where: { id: { in: ids } }, select });
  const nameOf = (id: string | null) => persons.find((person) => person.id === id)?.name ?? null;
  const locale = persons.find(({ id }) => id === personId)?.locale;
  const { reason, impact, ticket } = incident;
  return {
    state,
    reason,
    impact,
    ticket,
    locale: isLocale(locale) ? locale : defaultLocale,
    hidesContent: hidesContent(await cardSettings(db, personId)),
    declaredByName: nameOf(declaredById),
    acknowledgedByName: nameOf(acknowledgedById),
  };
}
