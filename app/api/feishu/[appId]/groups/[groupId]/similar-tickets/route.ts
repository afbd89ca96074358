import { route } from "@/lib/http/route";
import { similarTicketsInput } from "@/lib/tickets/contract";
import { listSimilarTickets } from "@/lib/tickets/queries/list-similar-tickets";

export const GET = route("employee", similarTicketsInput, listSimilarTickets);
