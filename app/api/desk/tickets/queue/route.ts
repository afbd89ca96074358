import { route } from "@/lib/http/route";
import { listQueueInput } from "@/lib/tickets/browser/ticket-lists";
import { listQueue } from "@/lib/tickets/queries/list-queue";

export const GET = route("staff", listQueueInput, listQueue);
