import { route } from "@/lib/http/route";
import { listOwnTicketsInput } from "@/lib/tickets/browser/ticket-lists";
import { listOwnTickets } from "@/lib/tickets/queries/list-own-tickets";

export const GET = route("staff", listOwnTicketsInput, listOwnTickets);
