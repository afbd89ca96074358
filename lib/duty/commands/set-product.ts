import type { Actor } from "@/lib/actor/actor";
import { recordAudit } from "@/lib/audit/record-audit";
import type { At } from "@/lib/config/clock";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { OTHER_PRODUCT, type ProductView, type SetProductInput } from "@/lib/duty/contract";
import { lineOf } from "@/lib/duty/internal/product-line";
import { dutyPolicy } from "@/lib/duty/policy";
import { AppError } from "@/lib/errors/app-error";

type Product = ProductView & { fallbackCode: string | null; retiredAt: Date | null };

function requireLine(products: readonly Product[], code: string, fallbackCode: string): void {
  const line = lineOf(products, fallbackCode);
  if (line.length === 0)
    throw new AppError("NOT_FOUND", "duty.no_such_product", { details: { code: fallbackCode } });
  if (fallbackCode === code || line.includes(code))
    throw new AppError("CONFLICT", "duty.fallback_in_a_circle", { details: { code, fallbackCode } });
}

function requireNewCode(products: readonly Product[], code: string): void {
  const alike = products.find((product) => product.code.toLowerCase() === code.toLowerCase());
  if (alike)
    throw new AppError("CONFLICT", "duty.product_code_taken", { details: { code, taken: alike.code } });
}

function retirement(retired: boolean | undefined, before: Date | null, now: Date): Date | null {
  if (retired === undefined) return before;
  return retired ? (before ?? now) : null;
}

const unnamed = { nameEn: undefined, nameZh: undefined, fallbackCode: null, retiredAt: null };

function changed(input: SetProductInput, before: Product | undefined, now: Date): Omit<Product, "code"> {
  const old = before ?? unnamed;
  const { nameEn = old.nameEn, nameZh = old.nameZh, fallbackCode = old.fallbackCode } = input;
  if (nameEn === undefined || nameZh === undefined)
    throw new AppError("INVALID_INPUT", "duty.product_name_missing");
  return { nameEn, nameZh, fallbackCode, retiredAt: retirement(input.retired, old.retiredAt, now) };
}

const products = (tx: Tx): Promise<Product[]> =>
  tx.product.findMany({
    select: { code: true, nameEn: true, nameZh: true, fallbackCode: true, retiredAt: true },
  });

/**
 * Names a product tickets can be about, changes it, or retires it: forms then offer it no longer, its tickets, skills and
 * its place as a fall-back stay.
 *
 * @throws AppError FORBIDDEN `duty.may_not_administer_products`; NOT_FOUND `duty.no_such_product` for an unknown
 *   fall-back; CONFLICT `duty.fallback_in_a_circle`, `duty.product_code_taken` when a code differs by upper and lower
 *   case alone; INVALID_INPUT `duty.product_name_missing` for a new one without both names, `duty.other_is_needed` for
 *   retiring the product "other".
 */
export async function setProduct(actor: Actor, input: SetProductInput, { now }: At): Promise<ProductView> {
  if (!dutyPolicy.administerProducts(actor))
    throw new AppError("FORBIDDEN", "duty.may_not_administer_products");
  const { code } = input;
  if (code === OTHER_PRODUCT && input.retired === true)
    throw new AppError("INVALID_INPUT", "duty.other_is_needed", { details: { code } });
  return inTransaction(async (tx) => {
    // Two at once would each fall back to the other. Tickets and skills, which only point here, go on.
    await tx.$executeRaw`LOCK TABLE product IN SHARE ROW EXCLUSIVE MODE`;
    const all = await products(tx);
    const before = all.find((product) => product.code === code);
    if (!before) requireNewCode(all, code);
    if (typeof input.fallbackCode === "string") requireLine(all, code, input.fallbackCode);
    const product = changed(input, before, now);
    await tx.product.upsert({ where: { code }, create: { code, ...product }, update: product });
    await recordAudit(tx, actor, {
      action: before ? "product.changed" : "product.created",
      subjectType: "product",
      subjectId: null,
      accountId: null,
      details: { code, fallbackCode: product.fallbackCode, retired: product.retiredAt !== null },
      before: before && { fallbackCode: before.fallbackCode, retired: before.retiredAt !== null },
      now,
    });
    return { code, nameEn: product.nameEn, nameZh: product.nameZh };
  });
}
