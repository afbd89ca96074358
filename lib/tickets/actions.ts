"use server";

import type { Result } from "@/lib/errors/result";
import { runAction, runPersonAction } from "@/lib/http/run-action";
import { handOverTicketsInput, type HandOverView } from "@/lib/tickets/browser/hand-over";
import { assignTicket } from "@/lib/tickets/commands/assign-ticket";
import { changeSeverity } from "@/lib/tickets/commands/change-severity";
import { closeTicket } from "@/lib/tickets/commands/close-ticket";
import { createTicket } from "@/lib/tickets/commands/create-ticket";
import { handOverTickets } from "@/lib/tickets/commands/hand-over-tickets";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";
import { promiseUpdate } from "@/lib/tickets/commands/promise-update";
import { rateTicket } from "@/lib/tickets/commands/rate-ticket";
import { reopenTicket } from "@/lib/tickets/commands/reopen-ticket";
import { takeTicket } from "@/lib/tickets/commands/take-ticket";
import {
  assignTicketInput,
  changeSeverityInput,
  closeTicketInput,
  createTicketInput,
  type CreatedTicketView,
  moveTicketInput,
  promiseUpdateInput,
  rateTicketInput,
  reopenTicketInput,
  takeTicketInput,
} from "@/lib/tickets/contract";

type Changed = Promise<Result<{ version: number }>>;

/** Create Ticket, in the workbench of a channel. */
export async function createTicketAction(appId: string, raw: unknown): Promise<Result<CreatedTicketView>> {
  return runAction({ kind: "employee", appId }, createTicketInput, raw, createTicket);
}

/** Moves a ticket on: work begins, the customer is waited for, it is resolved. `door` is a PersonDoorInput. */
export async function moveTicketAction(door: unknown, raw: unknown): Changed {
  return runPersonAction(door, moveTicketInput, raw, moveTicket);
}

/** Closes a resolved ticket. */
export async function closeTicketAction(door: unknown, raw: unknown): Changed {
  return runPersonAction(door, closeTicketInput, raw, closeTicket);
}

/** Opens a ticket again. */
export async function reopenTicketAction(door: unknown, raw: unknown): Changed {
  return runPersonAction(door, reopenTicketInput, raw, reopenTicket);
}

/** Changes how severe a ticket is. */
export async function changeSeverityAction(door: unknown, raw: unknown): Changed {
  return runPersonAction(door, changeSeverityInput, raw, changeSeverity);
}

/** Takes a ticket for oneself, at the desk. */
export async function takeTicketAction(raw: unknown): Changed {
  return runAction("staff", takeTicketInput, raw, takeTicket);
}

/** Gives a ticket to somebody, at the desk. */
export async function assignTicketAction(raw: unknown): Changed {
  return runAction("staff", assignTicketInput, raw, assignTicket);
}

/** Hands one's own tickets over to who works on them next, at the desk. */
export async function handOverTicketsAction(raw: unknown): Promise<Result<HandOverView>> {
  return runAction("staff", handOverTicketsInput, raw, handOverTickets);
}

/** Promises when the customer hears again, at the desk. */
export async function promiseUpdateAction(raw: unknown): Changed {
  return runAction("staff", promiseUpdateInput, raw, promiseUpdate);
}

/** Says how a resolution was, in the workbench of a channel. */
export async function rateTicketAction(appId: string, raw: unknown): Promise<Result<void>> {
  return runAction({ kind: "employee", appId }, rateTicketInput, raw, rateTicket);
}
