import { listMacrosInput } from "@/lib/desk/browser/macros";
import { listMacros } from "@/lib/desk/queries/list-macros";
import { route } from "@/lib/http/route";

export const GET = route("staff", listMacrosInput, listMacros);
