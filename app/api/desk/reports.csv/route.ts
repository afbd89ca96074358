import { fileRoute } from "@/lib/http/file-route";
import { exportReportInput } from "@/lib/reports/contract";
import { exportReport } from "@/lib/reports/queries/export-report";

export const GET = fileRoute("staff", exportReportInput, exportReport);
