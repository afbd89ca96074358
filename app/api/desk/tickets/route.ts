import { route } from "@/lib/http/route";
import { listMyTicketsInput } from "@/lib/tickets/contract";
import { listMyTickets } from "@/lib/tickets/queries/list-my-tickets";

export const GET = route("staff", listMyTicketsInput, listMyTickets);
