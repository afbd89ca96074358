import { route } from "@/lib/http/route";
import { reportInput } from "@/lib/reports/contract";
import { getReport } from "@/lib/reports/queries/get-report";

export const GET = route("staff", reportInput, getReport);
