import { route } from "@/lib/http/route";
import { ticketIdInput } from "@/lib/tickets/contract";
import { getTicket } from "@/lib/tickets/queries/get-ticket";

export const GET = route("employee", ticketIdInput, getTicket);
