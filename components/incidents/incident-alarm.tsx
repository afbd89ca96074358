"use client";

import { Siren } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { useAlarm } from "@/components/incidents/alarm-provider";
import { AlarmSetup } from "@/components/incidents/alarm-setup";
import { IncidentClock } from "@/components/incidents/incident-clock";
import { IncidentProblem } from "@/components/incidents/incident-problem";
import { useIncidentChange } from "@/components/incidents/use-incidents";
import { Button } from "@/components/ui/button";
import { acknowledgeIncidentAction } from "@/lib/incidents/actions";
import type { MyIncidentReading } from "@/lib/incidents/browser/incident-queries";

/** The emergencies I was called for and nobody has acknowledged, what was taken back, and how to be called at all. */
export function IncidentAlarm({ seesAll }: { seesAll: boolean }) {
  const t = useTranslations("incidents.alarm");
  const alarm = useAlarm();
  if (alarm === null) return null;
  const { ringing, undone, isHeard, enableSound, permission, askToNotify } = alarm;
  return (
    <section aria-label={t("label")} className="sticky top-0 z-20 shrink-0">
      {/* Always there, so that what comes into it is read aloud at once. */}
      <div role="alert">
        {ringing.map((incident) => (
          <Alarm key={incident.id} incident={incident} seesAll={seesAll} />
        ))}
      </div>
      {undone.map(({ id, ticketNumber, organizationName }) => (
        <output key={id} className="block border-b bg-warning-soft px-4 py-1.5 text-warning-ink">
          {t("undone", { number: String(ticketNumber), organization: organizationName })}
        </output>
      ))}
      <AlarmSetup isHeard={isHeard} permission={permission} onSound={enableSound} onNotify={askToNotify} />
    </section>
  );
}

function Alarm({ incident, seesAll }: { incident: MyIncidentReading; seesAll: boolean }) {
  const t = useTranslations("incidents");
  const query = useQueryState();
  const router = useRouter();
  const isAtDesk = usePathname() === "/desk";
  const change = useIncidentChange();
  const { id, ticketNumber, groupId, title, organizationName, reason, impact, declaredAt, clockAhead } =
    incident;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-canvas bg-danger-solid px-4 py-2 text-on-solid">
      <Siren aria-hidden="true" className="size-5 shrink-0 motion-safe:animate-pulse" />
      <p className="min-w-0 grow basis-64 break-words">
        <strong>
          {t("alarm.title", { number: String(ticketNumber) })} <bdi>{organizationName}</bdi>
        </strong>
        {` · ${t(`reason.${reason}`)}: `}
        <bdi>{impact}</bdi>
        <span className="block truncate text-sm">
          <bdi>{title}</bdi>
        </span>
      </p>
      <IncidentClock instant={declaredAt} clockAhead={clockAhead} className="font-mono" />
      <a
        href={`/desk?group=${groupId}`}
        className="inline-flex h-8 items-center rounded-md border border-current px-3 font-medium"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          // Not by loading a page: the sound would have to be allowed anew.
          if (isAtDesk) query.push({ group: groupId, message: null, pane: null });
          else router.push(`/desk?group=${groupId}`);
        }}
      >
        {t("alarm.open")}
      </a>
      {seesAll && (
        <Link href="/desk/incidents" className="inline-flex h-8 items-center font-medium underline">
          {t("alarm.all")}
        </Link>
      )}
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
