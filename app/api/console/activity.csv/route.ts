import { exportActivityInput } from "@/lib/audit/contract";
import { exportAudit } from "@/lib/audit/queries/export-audit";
import { fileRoute } from "@/lib/http/file-route";

export const GET = fileRoute("console", exportActivityInput, exportAudit);
