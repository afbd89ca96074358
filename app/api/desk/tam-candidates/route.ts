import { requestMainGroupInput } from "@/lib/channels/contract";
import { listTamCandidates } from "@/lib/channels/queries/list-tam-candidates";
import { route } from "@/lib/http/route";

export const GET = route("staff", requestMainGroupInput, listTamCandidates);
