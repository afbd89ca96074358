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

/** The products for which an engineer is on duty at `now`, of the product's own skill or of one it falls back to. */
export async function coveredProducts(db: Db, now: Date): Promise<string[]> {
  const people = await onDuty(db, { kind: "engineer", now });
  const skills = await db.engineerSkill.findMany({
    where: { personId: { in: people.map(({ personId }) => personId) } },
    select: { productCode: true },
    distinct: ["productCode"],
  });
  const known = new Set(skills.map(({ productCode }) => productCode));
  const products = await db.product.findMany({ select: { code: true, fallbackCode: true } });
  return products
    .map(({ code }) => code)
    .filter((code) => lineOf(products, code).some((one) => known.has(one)));
}

/**
 * Whether somebody's shift as engineer ended after `since` and by `now`, and none of theirs runs: of overlapping shifts,
 * and of one that begins as the other ends, the last counts. Who has no shifts never comes off one.
 */
export async function isOffShift(
  db: Db,
  { personId, since, now }: { personId: string; since: Date; now: Date },
): Promise<boolean> {
  const shifts = await db.shift.findMany({
    where: { personId, kind: "engineer", startsAt: { lte: now }, endsAt: { gt: since } },
    select: { endsAt: true },
  });
  return shifts.length > 0 && shifts.every(({ endsAt }) => endsAt <= now);
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
