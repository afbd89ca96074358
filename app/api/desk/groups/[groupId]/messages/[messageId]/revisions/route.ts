import { route } from "@/lib/http/route";
import { messageIdInput } from "@/lib/messages/contract";
import { listRevisions } from "@/lib/messages/queries/list-revisions";

export const GET = route("staff", messageIdInput, listRevisions);
