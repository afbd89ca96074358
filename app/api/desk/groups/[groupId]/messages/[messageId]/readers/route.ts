import { route } from "@/lib/http/route";
import { messageIdInput } from "@/lib/messages/contract";
import { listReaders } from "@/lib/messages/queries/list-readers";

export const GET = route("staff", messageIdInput, listReaders);
