import { givesIncidentReport } from "@/app/api/incident-report-route";

export const GET = givesIncidentReport("staff");
