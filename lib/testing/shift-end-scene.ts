import { beforeEach } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aShift, withSkills } from "@/lib/testing/duty-world";
import { after, DAY, HOUR, start } from "@/lib/testing/ticket-scene";
import { aSupportedCustomer, aTicket, type SupportedCustomer, ticketOf } from "@/lib/testing/ticket-world";
import { assignTicket } from "@/lib/tickets/commands/assign-ticket";
import type { Severity } from "@/lib/tickets/contract";

/** When the engineer's shift ends and the next one's begins, so long after `start`. */
export const END = 8 * HOUR;

/** Before each test: a customer with an engineer on a shift until END, and another of the same product from then on. */
export function shiftEndScene() {
  const scene = {} as { own: SupportedCustomer; next: StaffActor };
  beforeEach(async () => {
    scene.own = await aSupportedCustomer({ onDuty: false });
    const { planId, engineer, productCode } = scene.own;
    await prisma().supportPlan.update({
      where: { id: planId },
      data: { validFrom: after(-DAY).now, validTo: after(90 * DAY).now },
    });
    await aShift(engineer, { startsAt: after(-HOUR).now, endsAt: after(END).now });
    scene.next = await withSkills(await anEngineer("Next"), [productCode]);
    await aShift(scene.next, { startsAt: after(END).now, endsAt: after(2 * END).now });
  });
  return {
    get own() {
      return scene.own;
    },
    get next() {
      return scene.next;
    },
    /** A ticket that the engineer on the first shift got at its creation. */
    ticket: (severity: Severity) => aTicket(scene.own, { severity, now: start }),
    /** Gives a ticket to this person, by a lead's hand. */
    give: async (ticketId: string, { personId }: StaffActor, at: number) => {
      const lead = await anEngineer("Lead", ["duty_lead"]);
      const { version } = await ticketOf(ticketId);
      await assignTicket(lead, { ticketId, version, personId }, after(at));
    },
  };
}
