import { route } from "@/lib/http/route";
import { declareIncident } from "@/lib/incidents/commands/declare-incident";
import { declareIncidentInput } from "@/lib/incidents/contract";

export const POST = route("employee", declareIncidentInput, declareIncident);
