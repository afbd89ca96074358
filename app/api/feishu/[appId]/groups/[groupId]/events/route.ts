import { route } from "@/lib/http/route";
import { listEventsInput } from "@/lib/messages/contract";
import { listEvents } from "@/lib/messages/queries/list-events";

export const GET = route("employee", listEventsInput, listEvents);
