import type { EmployeeActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction, isUniqueViolation } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import type { DeclaredIncidentView, DeclareIncidentInput } from "@/lib/incidents/contract";
import { beginIncident } from "@/lib/incidents/internal/begin-incident";
import { findOpenIncident, joinIncident } from "@/lib/incidents/internal/join-incident";
import { supersede } from "@/lib/incidents/internal/end-incident";
import { ticketForIncident } from "@/lib/incidents/internal/ticket-for-incident";
import { mayDeclare } from "@/lib/incidents/policy";
import { metrics } from "@/lib/log/metrics";
import { type LockedTicket, lockTicket } from "@/lib/tickets/change-ticket";
import { reopenFor } from "@/lib/tickets/reopen-for";
import { requireService } from "@/lib/tickets/service-over";

/**
 * The Emergency button (manual, part 2): declares an emergency of a ticket, calls the first step of the account's chain at
 * once, and plans the others; from a service main group the ticket is made first. Where one is running the press joins it
 * (edge-cases §6.1); one that was mitigated is closed and begins anew. A resolved ticket is opened again.
 *
 * @throws AppError NOT_FOUND `tickets.no_such_ticket`, `groups.no_such_group` for a stranger; FORBIDDEN
 *   `tickets.may_not_read`, `tickets.service_over`; CONFLICT `incidents.ticket_closed` when it cannot be reopened; from a
 *   main group what `openTicket` does.
 */
export async function declareIncident(
  actor: EmployeeActor,
  input: DeclareIncidentInput,
  { now }: At,
): Promise<DeclaredIncidentView> {
  const attempt = () => inTransaction((tx) => press(tx, actor, input, now));
  // Another press, or this one again after a time-out, was a moment earlier: it is there now, and is joined.
  const pressed = await attempt().catch((thrown: unknown) => {
    if (isUniqueViolation(thrown)) return attempt();
    throw thrown;
  });
  if (!pressed.joined) metrics.incidentDeclared();
  return pressed;
}

async function press(
  tx: Tx,
  actor: EmployeeActor,
  input: DeclareIncidentInput,
  now: Date,
): Promise<DeclaredIncidentView> {
  const ticketId = input.ticketId ?? (await ticketForIncident(tx, actor, input, now));
  const found = await lockTicket(tx, actor, { ticketId, now }, "read");
  if (!mayDeclare(actor, found.facts)) throw new AppError("NOT_FOUND", "tickets.no_such_ticket");
  await requireService(tx, found, now);
  const running = await runningOf(tx, found, { actor, input, now });
  const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const declared = running ? null : await beginIncident(tx, ticket, { actor, input, now });
  const joined = declared ? null : (running ?? (await findOpenIncident(tx, ticketId)));
  const incident = declared ?? joined;
  if (!incident) throw new Error("an emergency that was open a moment ago is gone");
  if (joined) await joinIncident(tx, joined, { actor, input, now });
  const acknowledgedBy =
    incident.acknowledgedById && (await tx.person.findUnique({ where: { id: incident.acknowledgedById } }));
  return {
    incidentId: incident.id,
    ticketId,
    ticketNumber: ticket.number,
    groupId: ticket.groupId,
    joined: joined !== null,
    status: incident.status,
    declaredAt: incident.declaredAt.toISOString(),
    acknowledgedByName: acknowledgedBy ? acknowledgedBy.name : null,
  };
}

type Pressed = { actor: EmployeeActor; input: DeclareIncidentInput; now: Date };

/** The emergency a press joins, or null if it is to begin one; the ticket is open afterwards. */
async function runningOf(tx: Tx, ticket: LockedTicket, { actor, input, now }: Pressed) {
  const actorId = actor.personId;
  const running = await findOpenIncident(tx, ticket.id);
  if (ticket.status === "resolved" || ticket.status === "closed") {
    const isReopened = await reopenFor(tx, ticket, { actorId, reason: input.impact, now });
    if (!isReopened && !running) throw new AppError("CONFLICT", "incidents.ticket_closed");
  }
  if (running?.status !== "mitigated") return running;
  await supersede(tx, running.id, { actorId, now });
  return null;
}
