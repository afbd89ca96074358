import { macroValuesInput } from "@/lib/desk/browser/macros";
import { getMacroValues } from "@/lib/desk/queries/get-macro-values";
import { route } from "@/lib/http/route";

export const GET = route("staff", macroValuesInput, getMacroValues);
