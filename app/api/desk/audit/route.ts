import { searchAuditInput } from "@/lib/audit/contract";
import { searchAudit } from "@/lib/audit/queries/search-audit";
import { route } from "@/lib/http/route";

export const GET = route("staff", searchAuditInput, searchAudit);
