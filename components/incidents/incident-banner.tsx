"use client";

import { Siren } from "lucide-react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { CustomerMoves } from "@/components/incidents/customer-moves";
import { DisturbanceNote } from "@/components/incidents/disturbance-note";
import { EndedIncident } from "@/components/incidents/ended-incident";
import { IncidentClock } from "@/components/incidents/incident-clock";
import { IncidentProblem } from "@/components/incidents/incident-problem";
import { IncidentStages } from "@/components/incidents/incident-stages";
import { ReportLink } from "@/components/incidents/report-link";
import { ServiceMoves } from "@/components/incidents/service-moves";
import { useIncidentChange, useTicketIncident } from "@/components/incidents/use-incidents";
import type { IncidentReading } from "@/lib/incidents/browser/incident-queries";
import { isOpen } from "@/lib/incidents/contract";

/** Above a ticket's conversation, for both sides: the emergency that runs, how far it has come, and what can be done. */
export function IncidentBanner({ ticketId }: { ticketId: string }) {
  const { data: incident } = useTicketIncident(ticketId);
  if (!incident) return null;
  return isOpen(incident.status) ? (
    <RunningIncident key={incident.id} incident={incident} />
  ) : (
    <EndedIncident key={incident.id} incident={incident} />
  );
}

function RunningIncident({ incident }: { incident: IncidentReading }) {
  const t = useTranslations("incidents");
  const door = useDoor();
  const change = useIncidentChange();
  const { status, reason, impact, declaredAt, clockAhead, callbackNumber, joined } = incident;
  return (
    <section
      aria-label={t("banner.label")}
      className="flex shrink-0 flex-col gap-1.5 border-b border-danger-ink bg-danger-soft px-4 py-2 text-base text-danger-ink"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Siren aria-hidden="true" className="size-4 shrink-0 motion-safe:animate-pulse" />
        <output className="font-semibold">{t("banner.title", { status: t(`status.${status}`) })}</output>
        <IncidentClock instant={declaredAt} clockAhead={clockAhead} className="font-mono text-sm" />
        <IncidentStages status={status} />
        <ReportLink incidentId={incident.id} className="ml-auto" />
      </div>
      <p className="break-words">
        <span className="inline-block font-medium first-letter:uppercase">{t(`reason.${reason}`)}</span>
        {": "}
        <bdi>{impact}</bdi>
        {callbackNumber !== null && (
          <>
            {" · "}
            {t("banner.callback")} <bdi>{callbackNumber}</bdi>
          </>
        )}
      </p>
      {joined.map(({ personId, name, ...said }) => (
        <p key={personId} className="break-words text-sm">
          <bdi>{name}</bdi>
          {`: ${t(`reason.${said.reason}`)}, `}
          <bdi>{said.impact}</bdi>
        </p>
      ))}
      <DisturbanceNote disturbance={incident.disturbance} />
      <Progress incident={incident} />
      <IncidentProblem change={change} />
      <div className="flex flex-wrap items-center gap-2">
        {door.kind === "employee" ? (
          <CustomerMoves appId={door.appId} incident={incident} change={change} />
        ) : (
          <ServiceMoves incident={incident} change={change} />
        )}
      </div>
    </section>
  );
}

/** Who looks after it, or else whom the chain has called and when it goes on. */
function Progress({ incident }: { incident: IncidentReading }) {
  const t = useTranslations("incidents.banner");
  const nameOf = usePersonName();
  const { acknowledgedBy, step, next, clockAhead, reportedSolvedBy } = incident;
  return (
    <div className="flex flex-wrap gap-x-3 text-sm">
      {acknowledgedBy && <p>{t("acknowledgedBy", { name: nameOf(acknowledgedBy.name) })}</p>}
      {!acknowledgedBy && step && (
        <p>{step.isAllHands ? t("allHands") : t("step", { number: step.number, people: step.people })}</p>
      )}
      {next && (
        <p>
          {next.isAllHands ? t("nextAllHands") : t("next", { number: next.number })}{" "}
          <IncidentClock instant={next.dueAt} clockAhead={clockAhead} className="font-mono" />
        </p>
      )}
      {reportedSolvedBy && <p>{t("reportedSolvedBy", { name: nameOf(reportedSolvedBy.name) })}</p>}
    </div>
  );
}
