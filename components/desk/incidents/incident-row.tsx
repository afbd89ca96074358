"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { BoardTime } from "@/components/desk/incidents/board-time";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { Badge } from "@/components/ui/badge";
import { type IncidentRowView, isOpen } from "@/lib/incidents/contract";

type IncidentRowProps = {
  incident: IncidentRowView;
  /** Before it: what chooses it. */
  choice?: ReactNode;
  /** After it: what can be done with it. */
  action?: ReactNode;
};

/** A customer's emergency: columns where there is room for them, else one thing below the other. */
export function IncidentRow({ incident, choice, action }: IncidentRowProps) {
  const t = useTranslations("incidents");
  const nameOf = usePersonName();
  const { status, acknowledgedByName, ticketNumber, title } = incident;
  const name = (
    <>
      <span className="text-ink-muted tabular-nums">#{ticketNumber}</span> <bdi>{title}</bdi>
    </>
  );
  return (
    <li className="flex items-start gap-3 border-t py-2.5 first:border-t-0">
      {choice}
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-1 lg:grid-cols-[minmax(0,1fr)_9rem_9rem_14rem]">
        <div className="min-w-0">
          <p className="flex items-center gap-2">
            <SeverityMark severity={incident.severity} short />
            <bdi className="min-w-0 truncate font-semibold">{incident.organizationName}</bdi>
          </p>
          <p className="break-words">
            {incident.isMember ? (
              <a href={`/desk?group=${incident.groupId}`} className="underline hover:no-underline">
                {name}
              </a>
            ) : (
              name
            )}
          </p>
          <p className="text-sm break-words text-ink-muted">
            {t(`reason.${incident.reason}`)}
            {": "}
            <bdi>{incident.impact}</bdi>
          </p>
        </div>
        <p className="text-sm text-ink-muted">
          <span className="lg:sr-only">{t("majors.declared")} </span>
          <BoardTime instant={incident.declaredAt} />
        </p>
        <p>
          <Badge tone={status === "declared" ? "danger" : isOpen(status) ? "warning" : "neutral"}>
            {t(`status.${status}`)}
          </Badge>
        </p>
        <p className="min-w-0 text-sm break-words text-ink-muted">
          {isOpen(status) && (
            <>
              {acknowledgedByName === null
                ? t("majors.unacknowledged")
                : t("majors.acknowledgedBy", { name: nameOf(acknowledgedByName) })}
              <span className="block">
                <Step step={incident.step} />
              </span>
            </>
          )}
        </p>
      </div>
      {action}
    </li>
  );
}

function Step({ step }: Pick<IncidentRowView, "step">) {
  const t = useTranslations("incidents");
  if (step === null) return t("majors.notCalled");
  if (step.isAllHands) return t("banner.allHands");
  return t("banner.step", { number: step.number, people: step.people });
}
