import { route } from "@/lib/http/route";
import { listMessagesInput } from "@/lib/messages/contract";
import { listMessages } from "@/lib/messages/queries/list-messages";

export const GET = route("employee", listMessagesInput, listMessages);
