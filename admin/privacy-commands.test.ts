import { expect, it, vi } from "vitest";
import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { aSupportedCustomer, aTicket, ticketOf } from "@/lib/testing/ticket-world";

/** Runs one command line as admin.ts does. */
async function admin(...args: string[]): Promise<{ code: number; out: string; errors: string }> {
  let [out, errors, code] = ["", "", 0];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((errors += String(text)), true));
  try {
    await program({ start: () => undefined }).parseAsync(args, { from: "user" });
  } catch (thrown) {
    code = tellFailure(thrown);
  }
  vi.restoreAllMocks();
  return { code, out, errors };
}

it("puts a ticket under a legal hold and lifts it; an unknown ticket is refused in a sentence", async () => {
  const ticket = await aTicket(await aSupportedCustomer());
  const number = String(ticket.number);

  expect(await admin("set-legal-hold", "--ticket", number)).toMatchObject({ code: 0, errors: "" });
  expect((await ticketOf(ticket.id)).legalHoldSince).not.toBeNull();
  expect((await admin("lift-legal-hold", "--ticket", number)).code).toBe(0);
  expect((await ticketOf(ticket.id)).legalHoldSince).toBeNull();
  const { code, errors } = await admin("set-legal-hold", "--ticket", "999999");
  expect([code, errors.trim().split("\n")]).toEqual([1, [expect.stringMatching(/no such ticket|ticket/i)]]);
});

it("tells how far an account's exports and deletions are, and not whose", async () => {
  const own = await aSupportedCustomer();
  const [{ personId }] = own.employees;
  await prisma().dataJob.create({
    data: {
      id: newId(),
      kind: "person_deletion",
      accountId: own.accountId,
      personId,
      status: "running",
      done: 3,
      total: 19,
      requestedByKind: "principal",
      createdAt: new Date(),
    },
  });

  const { out } = await admin("list-data-jobs", "--account", own.accountId);

  expect(out).toMatch(/person_deletion running 3\/19/);
  expect(out).not.toContain("Wang");
  expect(out).not.toContain(personId);
});
