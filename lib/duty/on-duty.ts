import type { StaffRole } from "@/lib/actor/actor";
import type { Db } from "@/lib/db/prisma";
import type { DutyKind } from "@/lib/duty/contract";
import { nextShiftSql, onDutySql } from "@/lib/duty/internal/on-duty-sql";
import { lineOf } from "@/lib/duty/internal/product-line";

type Asked = { kind: DutyKind; productCode?: string; now: Date };

/** Somebody on duty, with how many open tickets they have and can have. */
export type OnDutyPerson = { personId: string; openTickets: number; capacity: number };

/** A product and its fall-backs, the nearest first; empty when there is no such product. */
export async function productLine(db: Db, productCode: string): Promise<string[]> {
  return lineOf(await db.product.findMany({ select: { code: true, fallbackCode: true } }), productCode);
}

/**
 * Who is on duty at `now`: on a shift of this kind (its end not included; of overlapping shifts both), enabled, not on
 * leave, and for engineers skilled in the product if one is named (its fall-backs are not asked). The least loaded come
 * first, of equals whose open tickets have rested the longest, who has none before them; who is at capacity comes last, so that the caller decides.
 */
export async function onDuty(db: Db, { kind, productCode, now }: Asked): Promise<OnDutyPerson[]> {
  const productCodes = kind === "engineer" && productCode !== undefined ? [productCode] : null;
  return db.$queryRaw<OnDutyPerson[]>(onDutySql({ kind, productCodes }, now));
}

/**
 * When, after `now`, somebody next comes on duty: a shift starts, or its person is back from leave while it lasts. With a
 * product, engineers of its whole line count. Null when nothing is planned.
 */
export async function nextShift(db: Db, { kind, productCode, now }: Asked): Promise<Date | null> {
  const productCodes =
    kind === "engineer" && productCode !== undefined ? await productLine(db, productCode) : null;
  const [next] = await db.$queryRaw<{ at: Date | null }[]>(nextShiftSql({ kind, productCodes }, now));
  return next?.at ?? null;
}

/** Everybody with one of these roles who is enabled and not on leave at `now`, on a shift or not: for "all hands". */
export async function availableStaff(db: Db, roles: readonly StaffRole[], now: Date): Promise<string[]> {
  const accounts = await db.staffAccount.findMany({
    where: {
      roles: { hasSome: [...roles] },
      disabledAt: null,
      NOT: {
        person: {
          duty: { awaySince: { lte: now }, OR: [{ awayUntil: null }, { awayUntil: { gt: now } }] },
        },
      },
    },
    select: { personId: true },
    orderBy: { personId: "asc" },
  });
  return accounts.map(({ personId }) => personId);
}
