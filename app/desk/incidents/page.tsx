import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { IncidentBoard } from "@/components/desk/incidents/incident-board";
import { currentTime } from "@/lib/config/clock";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { staffActor } from "@/lib/identity/session";
import { majorIncidentPolicy } from "@/lib/incidents/policy";
import { listMajorIncidents } from "@/lib/incidents/queries/list-major-incidents";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(await requestLocale())("incidents.majors.title") };
}

export default async function DeskIncidentsPage() {
  const actor = await staffActor();
  if (!actor) redirect(`/desk/sign-in?returnTo=${encodeURIComponent("/desk/incidents")}`);
  if (!majorIncidentPolicy.read(actor)) notFound();
  const incidents = await listMajorIncidents(actor, {}, { now: currentTime() });
  return <IncidentBoard incidents={incidents} mayLead={majorIncidentPolicy.lead(actor)} />;
}
