import { listActivityInput } from "@/lib/audit/contract";
import { searchAudit } from "@/lib/audit/queries/search-audit";
import { route } from "@/lib/http/route";

export const GET = route("console", listActivityInput, searchAudit);
