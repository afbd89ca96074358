"use client";

import { Siren } from "lucide-react";
import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { AlarmSetup } from "@/components/incidents/alarm-setup";
import { IncidentClock } from "@/components/incidents/incident-clock";
import { IncidentProblem } from "@/components/incidents/incident-problem";
import {
  useAlarmSound,
  useMarkSeen,
  useNotificationPermission,
  useNotifications,
} from "@/components/incidents/use-alarm";
import { useIncidentChange, useMyIncidents } from "@/components/incidents/use-incidents";
import { Button } from "@/components/ui/button";
import { acknowledgeIncidentAction } from "@/lib/incidents/actions";
import type { MyIncidentView } from "@/lib/incidents/contract";

const nothing: MyIncidentView[] = [];

/**
 * Across the desk: the emergencies I was called for and nobody has acknowledged, seen, heard and shown by the browser; and
 * those that were taken back after I had been called.
 */
export function IncidentAlarm() {
  const t = useTranslations("incidents.alarm");
  const { data: incidents = nothing } = useMyIncidents();
  const called = incidents.filter(({ isPaged }) => isPaged);
  const alarms = called.filter(({ status }) => status === "declared");
  const undone = called.filter(({ status }) => status === "cancelled");
  const sound = useAlarmSound(alarms.length > 0);
  const { permission, ask } = useNotificationPermission();
  useNotifications(alarms, permission);
  useMarkSeen(incidents);
  return (
    <>
      {/* Always there, so that what comes into it is read aloud at once. */}
      <div role="alert">
        {alarms.map((incident) => (
          <Alarm key={incident.id} incident={incident} />
        ))}
      </div>
      {undone.map(({ id, ticketNumber, organizationName }) => (
        <output key={id} className="block border-b bg-warning-soft px-4 py-1.5 text-warning-ink">
          {t("undone", { number: String(ticketNumber), organization: organizationName })}
        </output>
      ))}
      <AlarmSetup isHeard={sound.isHeard} permission={permission} onSound={sound.enable} onNotify={ask} />
    </>
  );
}

function Alarm({ incident }: { incident: MyIncidentView }) {
  const t = useTranslations("incidents");
  const query = useQueryState();
  const change = useIncidentChange();
  const { id, ticketNumber, groupId, title, organizationName, reason, impact, declaredAt } = incident;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-canvas bg-danger-solid px-4 py-2 text-on-solid">
      <Siren aria-hidden="true" className="size-5 shrink-0 motion-safe:animate-pulse" />
      <p className="min-w-0 flex-1 break-words">
        <strong>
          {t("alarm.title", { number: String(ticketNumber) })} <bdi>{organizationName}</bdi>
        </strong>
        {` · ${t(`reason.${reason}`)}: `}
        <bdi>{impact}</bdi>
        <span className="block truncate text-sm">
          <bdi>{title}</bdi>
        </span>
      </p>
      <IncidentClock instant={declaredAt} clockAhead={0} className="font-mono" />
      <a
        href={query.addressWith({ group: groupId, message: null, pane: null })}
        className="inline-flex h-8 items-center rounded-md border border-current px-3 font-medium"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          query.push({ group: groupId, message: null, pane: null });
        }}
      >
        {t("alarm.open")}
      </a>
      <Button
        busy={change.isPending}
        onClick={() => change.run(() => acknowledgeIncidentAction({ incidentId: id }))}
      >
        {t("moves.acknowledge")}
      </Button>
      <IncidentProblem change={change} />
    </div>
  );
}
