import type { ProductView } from "@/lib/duty/contract";
import { type PersonDoor, readView, routesOf } from "@/lib/errors/browser/read-view";

/** The products a ticket can be about, as the reader's door offers them. */
export async function readProducts(door: PersonDoor): Promise<ProductView[]> {
  return readView(`${routesOf(door)}/products`);
}
