import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ConsoleActor, StaffActor } from "@/lib/actor/actor";
import { exportActivityInput, exportAuditInput } from "@/lib/audit/contract";
import { exportAudit } from "@/lib/audit/queries/export-audit";
import { prisma } from "@/lib/db/prisma";
import { exportReportInput } from "@/lib/reports/contract";
import { exportReport } from "@/lib/reports/queries/export-report";
import { anAct } from "@/lib/testing/audit-world";
import { anAccount } from "@/lib/testing/channel-world";
import { anEngineer } from "@/lib/testing/conversation-world";
import { aSupportedCustomer, aTicket, type SupportedCustomer } from "@/lib/testing/ticket-world";
import { exportTicketsInput } from "@/lib/tickets/browser/ticket-lists";
import { exportTickets } from "@/lib/tickets/queries/export-tickets";
import { ROOT } from "../world/child-process";
import { surfaceOf } from "./enumerate";

const FORMULA = '=HYPERLINK("http://evil.example","Click")';
const sourceOf = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** The modules a route imports from the queries of domains: what makes its answer. */
const queriesOf = (route: string): string[] =>
  [...sourceOf(route).matchAll(/from "@\/(lib\/[^"]+\/queries\/[^"]+)"/g)].map(
    ([, module]) => `${module ?? ""}.ts`,
  );

describe("every file of comma-separated values", () => {
  test("is written by what keeps cells from becoming formulas", async () => {
    const { routes } = await surfaceOf(ROOT);
    const addresses = routes.flatMap((route) => /^GET \/(.*\.csv)$/.exec(route)?.[1] ?? []);
    expect(addresses.length).toBeGreaterThanOrEqual(5);
    for (const address of addresses) {
      const queries = queriesOf(`app/${address}/route.ts`);
      expect({ address, count: queries.length }).toEqual({ address, count: 1 });
      const [source = ""] = queries.map(sourceOf);
      expect(source).toMatch(/import \{[^}]*\bcsvLine\b[^}]*\bcsvStream\b[^}]*\} from "@\/lib\/i18n\/csv";/);
      // No line of a file is put together beside it.
      expect(source).not.toMatch(/join\(","|\\r\\n/);
    }
  });

  test("and nobody else makes one", () => {
    const files = globSync("{app,lib}/**/*.{ts,tsx}", { cwd: ROOT });
    const makers = files.filter(
      (file) => !/\.test\.|generated/.test(file) && sourceOf(file).includes('mediaType: "text/csv"'),
    );
    expect(makers.length).toBeGreaterThanOrEqual(3);
    expect(makers.filter((file) => !sourceOf(file).includes('"@/lib/i18n/csv"'))).toEqual([]);
  });
});

describe("a text that would be a formula", () => {
  const now = new Date();
  let customer: SupportedCustomer;
  let auditor: StaffActor;
  let principal: ConsoleActor;

  beforeAll(async () => {
    customer = await aSupportedCustomer();
    await prisma().account.update({ where: { id: customer.accountId }, data: { name: FORMULA } });
    await aTicket(customer, { title: FORMULA });
    auditor = await anEngineer("Auditor", ["auditor", "manager"]);
    const account = await anAccount();
    principal = account.actor;
    await prisma().account.update({ where: { id: account.accountId }, data: { name: FORMULA } });
    await anAct({
      action: "plan.staff_set",
      actor: principal,
      accountId: account.accountId,
      subjectType: "account",
      subjectId: account.accountId,
    });
  });

  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const files = {
    tickets: () =>
      exportTickets(
        customer.employees[0],
        exportTicketsInput.parse({ groupId: customer.mainGroupId, locale: "en" }),
        { now },
      ),
    reports: () =>
      exportReport(
        auditor,
        exportReportInput.parse({
          from: day(now.getTime() - 3 * 86_400_000),
          to: day(now.getTime() + 86_400_000),
          zone: "Asia/Shanghai",
          accountId: customer.accountId,
          locale: "en",
        }),
        { now },
      ),
    audit: () =>
      exportAudit(auditor, exportAuditInput.parse({ locale: "en", account: principal.accountId }), { now }),
    activity: () => exportAudit(principal, exportActivityInput.parse({ locale: "en" }), { now }),
  };

  test.each(["tickets", "reports", "audit", "activity"] as const)(
    "is shown and not calculated in %s",
    async (which) => {
      const { bytes } = await files[which]();
      const text = await new Response(bytes).text();
      expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""Click"")"`);
      // Nowhere does a cell begin with it.
      expect(text).not.toMatch(/(?:^|,|\n)"?=HYPERLINK/);
    },
  );
});
