import { listProductsInput } from "@/lib/duty/contract";
import { listProducts } from "@/lib/duty/queries/list-products";
import { route } from "@/lib/http/route";

export const GET = route("staff", listProductsInput, listProducts);
