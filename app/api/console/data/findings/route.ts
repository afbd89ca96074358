import { route } from "@/lib/http/route";
import { getDataInput } from "@/lib/privacy/contract";
import { listFindings } from "@/lib/privacy/queries/list-findings";

export const GET = route("console", getDataInput, listFindings);
