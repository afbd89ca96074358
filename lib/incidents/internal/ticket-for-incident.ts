import type { EmployeeActor } from "@/lib/actor/actor";
import type { Tx } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { clipText } from "@/lib/feishu/card-text";
import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";
import type { DeclareIncidentInput } from "@/lib/incidents/contract";
import { createTicketInput, TITLE_LIMIT } from "@/lib/tickets/contract";
import { openTicket } from "@/lib/tickets/open-ticket";

/**
 * The ticket of an emergency that was declared from a service main group: an S1 named by its reason and impact, in the
 * requester's language. The same press again finds the ticket it made.
 *
 * @throws what `openTicket` does.
 */
export async function ticketForIncident(
  tx: Tx,
  actor: EmployeeActor,
  input: DeclareIncidentInput,
  now: Date,
): Promise<string> {
  const { groupId, clientId, productCode, reason, impact } = input;
  if (groupId === undefined || clientId === undefined)
    throw new AppError("INVALID_INPUT", "incidents.no_place");
  const made = await tx.ticket.findUnique({
    where: { requesterId_clientId: { requesterId: actor.personId, clientId } },
    select: { id: true },
  });
  if (made) return made.id;
  const { locale } = await tx.person.findUniqueOrThrow({ where: { id: actor.personId } });
  const t = translator(isLocale(locale) ? locale : defaultLocale);
  const words = { reason: t(`incidents.reason.${reason}`), impact };
  const form = createTicketInput.parse({
    groupId,
    clientId,
    productCode,
    severity: "s1",
    title: clipText(t("incidents.ticket.title", words), TITLE_LIMIT),
    description: t("incidents.ticket.description", words),
  });
  return openTicket(tx, actor, form, now);
}
