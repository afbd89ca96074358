import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import type { Sweep } from "@/lib/jobs/run-worker";
import { log } from "@/lib/log/logger";
import { answerSilence } from "@/lib/tickets/commands/answer-silence";
import { handOverAtShiftEnd } from "@/lib/tickets/commands/hand-over-at-shift-end";
import { noteAnswers } from "@/lib/tickets/commands/note-answers";
import { replaceAssignee } from "@/lib/tickets/commands/replace-assignee";
import { retryAssignment } from "@/lib/tickets/commands/retry-assignment";
import { settleTicket } from "@/lib/tickets/commands/settle-ticket";
import type { TicketIdInput } from "@/lib/tickets/contract";
import {
  listAbandoned,
  listAssignmentsDue,
  listOffShift,
  listSilenceDue,
  listTicketsWithAnswers,
} from "@/lib/tickets/queries/list-tickets-due";
import { listUnsettledTickets } from "@/lib/tickets/queries/list-unsettled-tickets";

const actor: SystemActor = { kind: "system", name: "tickets" };
const PER_SWEEP = 200;

type TicketCommand = (actor: SystemActor, input: TicketIdInput, at: At) => Promise<void>;

/** Runs a command for each ticket; one ticket's trouble must not keep the others waiting. */
async function forEach(ticketIds: readonly string[], command: TicketCommand, at: At): Promise<void> {
  for (const ticketId of ticketIds)
    await command(actor, { ticketId }, at).catch((thrown: unknown) =>
      log.error("tickets.sweep_failed", thrown, { ticketId }),
    );
}

/** Looks at what was written in these groups, those that belong to tickets; the worker calls it for groups it hears of. */
export async function noteAnswersIn(groupIds: readonly string[], at: At): Promise<void> {
  await forEach(await listTicketsWithAnswers(PER_SWEEP, groupIds), noteAnswers, at);
}

/** What tickets look for by themselves: the rows are the truth, and nothing that is due depends on a job surviving. */
export const ticketSweeps: Sweep[] = [
  {
    name: "ticket-assignments",
    run: async (at) => forEach(await listAssignmentsDue(at, PER_SWEEP), retryAssignment, at),
  },
  {
    name: "ticket-leave",
    run: async (at) => forEach(await listAbandoned(at, PER_SWEEP), replaceAssignee, at),
  },
  {
    name: "ticket-shift-end",
    run: async (at) => forEach(await listOffShift(at, PER_SWEEP), handOverAtShiftEnd, at),
  },
  {
    name: "ticket-silence",
    run: async (at) => forEach(await listSilenceDue(at, PER_SWEEP), answerSilence, at),
  },
  {
    name: "ticket-plans",
    run: async (at) => forEach(await listUnsettledTickets(at, PER_SWEEP), settleTicket, at),
  },
  {
    name: "ticket-answers",
    run: async (at) => forEach(await listTicketsWithAnswers(PER_SWEEP, null), noteAnswers, at),
  },
];
