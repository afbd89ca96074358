"use client";

import { useTranslations } from "use-intl";
import { useMoment } from "@/components/tickets/use-moment";
import type { IncidentView } from "@/lib/incidents/contract";

/** That an emergency is part of a wider disturbance, and the last that was said of it. */
export function DisturbanceNote({ disturbance }: Pick<IncidentView, "disturbance">) {
  const t = useTranslations("incidents.banner");
  const moment = useMoment();
  if (disturbance === null) return null;
  const { isOver, status } = disturbance;
  return (
    <div className="text-sm break-words">
      <p className="font-medium">{t(isOver ? "widerOver" : "wider")}</p>
      {status && (
        // The whole text stands in the conversation below.
        <p className="line-clamp-4 whitespace-pre-line">
          {t("disturbanceStatus", { time: moment(status.toldAt) })} <bdi>{status.text}</bdi>
        </p>
      )}
    </div>
  );
}
