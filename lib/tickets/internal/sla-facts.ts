import { z } from "zod";
import type { Ticket, TicketEvent } from "@/lib/db/generated/client";
import { severities, ticketStatuses } from "@/lib/tickets/contract";
import type { SlaFacts } from "@/lib/tickets/sla-clock";

const eventData = z.object({
  severity: z.enum(severities).optional(),
  status: z.enum(ticketStatuses).optional(),
  promisedAt: z.coerce.date().optional(),
});

type History = Pick<Ticket, "createdAt" | "firstRespondedAt" | "lastAnsweredAt">;

/** A ticket's history as its clocks need it: every event that names a status, a severity or a promise is one of their facts. */
export function slaFactsOf(ticket: History, events: readonly TicketEvent[]): SlaFacts {
  const ordered = events
    .toSorted((a, b) => a.version - b.version)
    .map((event) => ({ at: event.createdAt, ...eventData.parse(event.data) }));
  const answers = [ticket.firstRespondedAt, ticket.lastAnsweredAt].filter((at) => at !== null);
  return {
    createdAt: ticket.createdAt,
    severities: ordered.flatMap(({ at, severity }) => (severity ? [{ at, severity }] : [])),
    statuses: ordered.flatMap(({ at, status }) => (status ? [{ at, status }] : [])),
    staffAnswers: answers,
    promises: ordered.flatMap(({ at, promisedAt }) => (promisedAt ? [{ at, until: promisedAt }] : [])),
  };
}
