import { route } from "@/lib/http/route";
import { incidentReportInput } from "@/lib/incidents/contract";
import { getIncidentReport } from "@/lib/incidents/queries/get-incident-report";

// Each door has it at an address of its own.

/** Gives an emergency's report to be kept: `GET …/incidents/{incidentId}/report?locale=…`, a file of Markdown. */
export const givesIncidentReport = (door: "employee" | "staff") =>
  route(door, incidentReportInput, async (actor, input, at) => {
    const { fileName, markdown } = await getIncidentReport(actor, input, at);
    return new Response(markdown, {
      headers: {
        "content-type": "text/markdown; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName}"`,
        "x-content-type-options": "nosniff",
      },
    });
  });
