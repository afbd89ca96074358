import { fileRoute } from "@/lib/http/file-route";
import { dataJobIdInput } from "@/lib/privacy/contract";
import { downloadExport } from "@/lib/privacy/queries/download-export";

export const GET = fileRoute("console", dataJobIdInput, downloadExport);
