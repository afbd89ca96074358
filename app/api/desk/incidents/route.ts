import { route } from "@/lib/http/route";
import { listMyIncidentsInput } from "@/lib/incidents/contract";
import { listMyIncidents } from "@/lib/incidents/queries/list-my-incidents";

export const GET = route("staff", listMyIncidentsInput, listMyIncidents);
