import type { Actor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import type { ProductView } from "@/lib/duty/contract";
import { dutyPolicy } from "@/lib/duty/policy";
import { AppError } from "@/lib/errors/app-error";

/**
 * The products a ticket can be about, for forms and filters: by code, without those retired.
 *
 * @throws AppError FORBIDDEN `duty.may_not_read_products` for the console.
 */
export async function listProducts(actor: Actor): Promise<ProductView[]> {
  if (!dutyPolicy.readProducts(actor)) throw new AppError("FORBIDDEN", "duty.may_not_read_products");
  const products = await prisma().product.findMany({
    where: { retiredAt: null },
    select: { code: true, nameEn: true, nameZh: true },
  });
  // Not by the database's collation, so that the lower-case "other" comes last everywhere.
  return products.toSorted((one, other) => (one.code < other.code ? -1 : 1));
}
