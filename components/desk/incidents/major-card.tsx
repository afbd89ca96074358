"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { BoardTime } from "@/components/desk/incidents/board-time";
import { CloseMajorDialog } from "@/components/desk/incidents/close-major-dialog";
import { IncidentRow } from "@/components/desk/incidents/incident-row";
import { StatusBox } from "@/components/desk/incidents/status-box";
import { useMajorAction } from "@/components/desk/incidents/use-major-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { groupIncidentsAction } from "@/lib/incidents/actions";
import { isOpen, type MajorIncidentView } from "@/lib/incidents/contract";

type MajorCardProps = { major: MajorIncidentView; mayLead: boolean };

/** A major incident: its emergencies, what all their customers were told, and for who leads what can be done. */
export function MajorCard({ major, mayLead }: MajorCardProps) {
  const t = useTranslations("incidents.majors");
  const [isClosing, setClosing] = useState(false);
  const removing = useMajorAction(groupIncidentsAction);
  const { id, title, incidents } = major;
  return (
    <Card
      title={<bdi className="break-words">{title}</bdi>}
      className="border-danger-ink"
      actions={
        mayLead && (
          <Button size="small" aria-haspopup="dialog" onClick={() => setClosing(true)}>
            {t("close")}
          </Button>
        )
      }
    >
      <p className="mb-2 text-sm text-ink-muted">
        <BoardTime instant={major.openedAt} /> {t("opened", { name: major.openedByName })}
      </p>
      <RefusalBanner refusal={removing.refusal} />
      {incidents.length === 0 && mayLead && <p className="text-ink-muted">{t("empty")}</p>}
      <ul>
        {incidents.map((incident) => (
          <IncidentRow
            key={incident.id}
            incident={incident}
            action={
              mayLead &&
              isOpen(incident.status) && (
                <Button
                  size="small"
                  variant="ghost"
                  busy={removing.isPending}
                  aria-label={t("removeNumber", { number: String(incident.ticketNumber) })}
                  onClick={() => removing.run({ majorIncidentId: id, remove: [incident.id] })}
                >
                  {t("remove")}
                </Button>
              )
            }
          />
        ))}
      </ul>
      <StatusTexts updates={major.updates} />
      {mayLead && <StatusBox majorIncidentId={id} />}
      {isClosing && <CloseMajorDialog majorIncidentId={id} onClose={() => setClosing(false)} />}
    </Card>
  );
}

function StatusTexts({ updates }: Pick<MajorIncidentView, "updates">) {
  const t = useTranslations("incidents.majors");
  return (
    <div className="mt-3 border-t pt-3">
      <h3 className="font-semibold">{t("statuses")}</h3>
      {updates.length === 0 && <p className="text-ink-muted">{t("noStatus")}</p>}
      <ul aria-label={t("statuses")}>
        {updates.map(({ id, text, toldAt, authorName }) => (
          <li key={id} className="mt-1.5">
            <p className="text-sm text-ink-muted">
              <BoardTime instant={toldAt} /> <bdi>{authorName}</bdi>
            </p>
            <p className="break-words whitespace-pre-line">
              <bdi>{text}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
