import { route } from "@/lib/http/route";
import { listTicketsInput } from "@/lib/tickets/browser/ticket-lists";
import { listTickets } from "@/lib/tickets/queries/list-tickets";

export const GET = route("employee", listTicketsInput, listTickets);
