import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aSupportedCustomer, aTicket } from "@/lib/testing/ticket-world";
import { listAssignableStaff } from "@/lib/tickets/queries/list-assignable-staff";

const NOW = { now: new Date() };

describe("whom a ticket can be given to", () => {
  it("names who is on duty first, with their open tickets", async () => {
    const customer = await aSupportedCustomer();
    await aTicket(customer);
    const staff = await listAssignableStaff(customer.tam, {}, NOW);
    const engineer = staff.findIndex(({ personId }) => personId === customer.engineer.personId);
    const tam = staff.findIndex(({ personId }) => personId === customer.tam.personId);
    expect(staff[engineer]).toMatchObject({ name: "Guo Kai", onDuty: true, openTickets: 1 });
    expect(staff[tam]).toMatchObject({ name: "Xu Wen", onDuty: false, openTickets: 0 });
    expect(engineer).toBeLessThan(tam);
  });

  it("leaves out who is disabled and who does not work on tickets", async () => {
    const customer = await aSupportedCustomer();
    const operator = await anEngineer("Operator", ["operator"]);
    const gone = await anEngineer("Gone");
    await prisma().staffAccount.update({
      where: { personId: gone.personId },
      data: { disabledAt: NOW.now },
    });
    const ids = (await listAssignableStaff(customer.tam, {}, NOW)).map(({ personId }) => personId);
    expect(ids).not.toContain(operator.personId);
    expect(ids).not.toContain(gone.personId);
  });
});
