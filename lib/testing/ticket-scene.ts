import { beforeEach } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { aShift } from "@/lib/testing/duty-world";
import { aSupportedCustomer, aTicket, type SupportedCustomer, ticketOf } from "@/lib/testing/ticket-world";
import { moveTicket } from "@/lib/tickets/commands/move-ticket";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** When the ticket of a scene was created: a Wednesday at noon in Shanghai, far from any holiday. */
export const start = new Date("2026-11-25T04:00:00Z");

/** So long after that. */
export const after = (milliseconds: number) => ({ now: new Date(start.getTime() + milliseconds) });

/** Before each test: a customer whose plan holds and whose engineer is on duty for two months, and one ticket of theirs. */
export function ticketScene() {
  const scene = {} as { own: SupportedCustomer; ticket: Awaited<ReturnType<typeof aTicket>> };
  beforeEach(async () => {
    scene.own = await aSupportedCustomer({ onDuty: false });
    const { planId, engineer } = scene.own;
    const startsAt = after(-DAY).now;
    await prisma().supportPlan.update({
      where: { id: planId },
      data: { validFrom: startsAt, validTo: after(90 * DAY).now },
    });
    await aShift(engineer, { startsAt, endsAt: after(60 * DAY).now });
    scene.ticket = await aTicket(scene.own, { now: start });
  });
  return {
    get own() {
      return scene.own;
    },
    get ticket() {
      return scene.ticket;
    },
    /** The ticket's row as it is now. */
    current: () => ticketOf(scene.ticket.id),
    /** Names the ticket in the version it has now. */
    input: async () => {
      const { id, version } = await ticketOf(scene.ticket.id);
      return { ticketId: id, version };
    },
    /** The engineer resolves it. */
    resolve: async (at = HOUR) => {
      const { id, version } = await ticketOf(scene.ticket.id);
      await moveTicket(scene.own.engineer, { ticketId: id, version, status: "resolved" }, after(at));
    },
  };
}
