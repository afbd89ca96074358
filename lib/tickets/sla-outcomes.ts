import type { Db } from "@/lib/db/prisma";
import { slaFactsOf } from "@/lib/tickets/internal/sla-facts";
import { slaPolicyOf } from "@/lib/tickets/queries/sla-policy-of";
import { type SlaClock, slaClocks } from "@/lib/tickets/sla-clock";
import type { SlaPolicy } from "@/lib/tickets/sla-targets";

/** How a promise ended; `open` while it can still be kept. */
export type SlaOutcome = "kept" | "missed" | "open";

/** How the promises of one ticket ended. */
export type SlaOutcomes = { firstResponse: SlaOutcome; resolution: SlaOutcome };

/** How the promises to these tickets ended, by their id, reckoned at `now` from what happened (docs/decisions/0050-sla-clock.md). */
export async function slaOutcomes(
  db: Db,
  ticketIds: readonly string[],
  now: Date,
): Promise<Map<string, SlaOutcomes>> {
  const tickets = await db.ticket.findMany({
    where: { id: { in: [...ticketIds] } },
    include: { events: true },
  });
  const policies = new Map<string, SlaPolicy>();
  for (const planId of new Set(tickets.map((ticket) => ticket.planId)))
    policies.set(planId, await slaPolicyOf(db, planId));
  return new Map(
    tickets.flatMap((ticket): [string, SlaOutcomes][] => {
      const policy = policies.get(ticket.planId);
      if (policy === undefined) return [];
      const clocks = slaClocks(slaFactsOf(ticket, ticket.events), policy, now);
      return [
        [
          ticket.id,
          { firstResponse: outcomeOf(clocks.firstResponse), resolution: outcomeOf(clocks.resolution) },
        ],
      ];
    }),
  );
}

function outcomeOf({ state }: SlaClock): SlaOutcome {
  if (state === "breached") return "missed";
  return state === "met" ? "kept" : "open";
}
