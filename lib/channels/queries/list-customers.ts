import type { StaffActor } from "@/lib/actor/actor";
import type { CustomersView, ListCustomersInput } from "@/lib/channels/contract";
import { cursorOf, positionOf } from "@/lib/channels/internal/customer-cursor";
import { type CustomerPosition, customerListSql } from "@/lib/channels/internal/customer-list-sql";
import { customerRows } from "@/lib/channels/internal/customer-rows";
import { customerView } from "@/lib/channels/internal/customer-view";
import { seesEveryCustomer } from "@/lib/channels/policy";
import type { At } from "@/lib/config/clock";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";

const PAGE = 50;

/**
 * The customers of the desk's groups page: for TAM and deputy those whose plan they look after, for duty leads and
 * managers all, for operators all without a word of what is in a group (design.md §3 "Staff"). For everybody else it is
 * empty.
 */
export async function listCustomers(
  actor: StaffActor,
  { text, after }: ListCustomersInput,
  { now }: At,
): Promise<CustomersView> {
  const position = positionOf(after);
  const { rows: found } = await pool().query<CustomerPosition>({
    name: "list_customers",
    text: customerListSql,
    values: [
      seesEveryCustomer(actor),
      actor.personId,
      text,
      position?.rank ?? null,
      position?.name ?? null,
      position?.id ?? null,
      PAGE + 1,
    ],
  });
  const page = found.slice(0, PAGE);
  const rows = await customerRows(
    prisma(),
    actor,
    page.map(({ id }) => id),
  );
  const views = new Map(rows.map((row) => [row.id, customerView(row, { actor, now })]));
  const customers = page.flatMap(({ id }) => views.get(id) ?? []);
  const last = page.at(-1);
  return { customers, next: found.length > PAGE && last ? cursorOf(last) : null };
}
