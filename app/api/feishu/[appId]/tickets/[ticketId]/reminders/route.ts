import { route } from "@/lib/http/route";
import { remindTicket } from "@/lib/tickets/commands/remind-ticket";
import { remindTicketInput } from "@/lib/tickets/contract";

export const POST = route("employee", remindTicketInput, remindTicket);
