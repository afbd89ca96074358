import { route } from "@/lib/http/route";
import { ticketIdInput } from "@/lib/tickets/contract";
import { getReminder } from "@/lib/tickets/queries/get-reminder";

export const GET = route("employee", ticketIdInput, getReminder);
