import type { Db } from "@/lib/db/prisma";
import { nextShift, onDuty, productLine } from "@/lib/duty/on-duty";
import type { Severity } from "@/lib/tickets/contract";

type Wanted = {
  productCode: string;
  severity: Severity;
  /** Who is not to get it, such as whom somebody took out of the ticket's group. */
  except: ReadonlySet<string>;
  now: Date;
};

/**
 * Who is to work on a ticket: of those on duty for its product, and then for the products it falls back to, the least
 * loaded who has room. Where all are full, an S1 or S2 goes to the least loaded nevertheless. Null: nobody.
 */
export async function findEngineer(db: Db, wanted: Wanted): Promise<string | null> {
  let full: string | null = null;
  for (const productCode of await productLine(db, wanted.productCode)) {
    const people = (await onDuty(db, { kind: "engineer", productCode, now: wanted.now })).filter(
      ({ personId }) => !wanted.except.has(personId),
    );
    const free = people.find(({ openTickets, capacity }) => openTickets < capacity);
    if (free) return free.personId;
    full ??= people[0]?.personId ?? null;
  }
  return wanted.severity === "s1" || wanted.severity === "s2" ? full : null;
}

/** When somebody for this product is on duty next; null if nothing is planned. */
export async function nextEngineerShift(db: Db, productCode: string, now: Date): Promise<Date | null> {
  return nextShift(db, { kind: "engineer", productCode, now });
}
