import { searchDeskInput } from "@/lib/desk/contract";
import { searchDesk } from "@/lib/desk/queries/search-desk";
import { route } from "@/lib/http/route";

export const GET = route("staff", searchDeskInput, searchDesk);
