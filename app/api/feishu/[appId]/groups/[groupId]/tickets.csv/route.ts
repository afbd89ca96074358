import { fileRoute } from "@/lib/http/file-route";
import { exportTicketsInput } from "@/lib/tickets/browser/ticket-lists";
import { exportTickets } from "@/lib/tickets/queries/export-tickets";

export const GET = fileRoute("employee", exportTicketsInput, exportTickets);
