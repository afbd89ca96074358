import { requestMainGroupInput } from "@/lib/channels/contract";
import { countMainGroupRequests } from "@/lib/channels/queries/count-main-group-requests";
import { route } from "@/lib/http/route";

export const GET = route("staff", requestMainGroupInput, countMainGroupRequests);
