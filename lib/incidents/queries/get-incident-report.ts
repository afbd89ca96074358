import type { PersonActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { accessIncident } from "@/lib/incidents/access";
import type { IncidentReportInput } from "@/lib/incidents/contract";
import { reportFacts } from "@/lib/incidents/internal/report-facts";
import { reportMarkdown } from "@/lib/incidents/internal/report-markdown";

/**
 * The report of an emergency as Markdown, so far as it has gone: its timeline with durations, who pressed, who was called
 * and how. The customer's has no ways of contact of the service team.
 *
 * @throws AppError NOT_FOUND `incidents.no_such_incident` for who may not read its ticket.
 */
export async function getIncidentReport(
  actor: PersonActor,
  { incidentId, locale }: IncidentReportInput,
  { now }: At,
): Promise<{ fileName: string; markdown: string }> {
  const incident = await accessIncident(prisma(), actor, { incidentId, now }, "read");
  const facts = await reportFacts(prisma(), incident);
  const forService = actor.kind === "staff";
  return {
    fileName: `emergency-${incident.ticket.number}.md`,
    markdown: reportMarkdown(facts, { locale, forService, now }),
  };
}
