import { route } from "@/lib/http/route";
import { getTicketIncident } from "@/lib/incidents/queries/get-ticket-incident";
import { ticketIdInput } from "@/lib/tickets/contract";

export const GET = route("staff", ticketIdInput, getTicketIncident);
