import type { StaffActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { changeTicket, lockTicket, requireVersion } from "@/lib/tickets/change-ticket";
import type { PromiseUpdateInput } from "@/lib/tickets/contract";

const LONGEST_PROMISE = 31 * 24 * 60 * 60_000;

/**
 * The engineer's promise line: by when the customer hears again; it replaces what the plan promises until then.
 *
 * @throws AppError INVALID_INPUT `tickets.promise_not_ahead` unless it lies ahead, within a month; CONFLICT
 *   `tickets.changed_meanwhile`; what `accessTicket` does.
 */
export async function promiseUpdate(
  actor: StaffActor,
  input: PromiseUpdateInput,
  { now }: At,
): Promise<{ version: number }> {
  const promisedAt = new Date(input.promisedAt);
  const ahead = promisedAt.getTime() - now.getTime();
  if (ahead <= 0 || ahead > LONGEST_PROMISE) throw new AppError("INVALID_INPUT", "tickets.promise_not_ahead");
  return inTransaction(async (tx) => {
    const ticket = await lockTicket(tx, actor, { ticketId: input.ticketId, now }, "promiseUpdate");
    await requireVersion(tx, ticket, input.version);
    const version = await changeTicket(tx, ticket.id, {
      type: "update_promised",
      actorId: actor.personId,
      data: { promisedAt: promisedAt.toISOString() },
      set: { promisedUpdateAt: promisedAt },
      now,
    });
    return { version };
  });
}
