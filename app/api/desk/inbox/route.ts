import { listInboxInput } from "@/lib/desk/contract";
import { listInbox } from "@/lib/desk/queries/list-inbox";
import { route } from "@/lib/http/route";

export const GET = route("staff", listInboxInput, listInbox);
