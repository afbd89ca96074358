"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { IncidentRow } from "@/components/desk/incidents/incident-row";
import { OpenMajorDialog } from "@/components/desk/incidents/open-major-dialog";
import { useMajorAction } from "@/components/desk/incidents/use-major-action";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { CheckBox } from "@/components/ui/check-box";
import { groupIncidentsAction } from "@/lib/incidents/actions";
import type { IncidentRowView, MajorIncidentsView } from "@/lib/incidents/contract";

type UngroupedIncidentsProps = {
  incidents: readonly IncidentRowView[];
  majors: MajorIncidentsView["majors"];
  suggestion: MajorIncidentsView["suggestion"];
  mayLead: boolean;
};

/** The emergencies that are in no major incident; who leads chooses those that have one cause. */
export function UngroupedIncidents({ incidents, majors, suggestion, mayLead }: UngroupedIncidentsProps) {
  const t = useTranslations("incidents.majors");
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  // One that has ended or was grouped meanwhile is chosen no longer.
  const chosen = incidents.map(({ id }) => id).filter((id) => marked.has(id));
  const chooseNone = () => setMarked(new Set());

  function choose(id: string, isChosen: boolean) {
    setMarked(new Set(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id)));
  }

  return (
    <Card title={t("ungrouped")}>
      {suggestion && (
        <Banner
          tone="warning"
          className="mb-3"
          action={
            <Button size="small" onClick={() => setMarked(new Set(suggestion.incidentIds))}>
              {t("chooseSuggested")}
            </Button>
          }
        >
          {t("suggestion", { customers: suggestion.customers })}
        </Banner>
      )}
      {incidents.length === 0 && <p className="text-ink-muted">{t("noUngrouped")}</p>}
      <ul>
        {incidents.map((incident) => (
          <IncidentRow
            key={incident.id}
            incident={incident}
            choice={
              mayLead && (
                <CheckBox
                  label={
                    <VisuallyHidden>{t("choose", { number: String(incident.ticketNumber) })}</VisuallyHidden>
                  }
                  checked={marked.has(incident.id)}
                  onChange={(event) => choose(incident.id, event.target.checked)}
                />
              )
            }
          />
        ))}
      </ul>
      {mayLead && incidents.length > 0 && (
        <GroupChosen chosen={chosen} majors={majors} onGrouped={chooseNone} />
      )}
    </Card>
  );
}

type GroupChosenProps = Pick<UngroupedIncidentsProps, "majors"> & {
  chosen: readonly string[];
  onGrouped: () => void;
};

/** What becomes of the chosen ones: a major incident of their own, or part of one that is open. */
function GroupChosen({ chosen, majors, onGrouped }: GroupChosenProps) {
  const t = useTranslations("incidents.majors");
  const [isOpening, setOpening] = useState(false);
  const adding = useMajorAction(groupIncidentsAction, onGrouped);
  const isNothing = chosen.length === 0;
  return (
    <div className="mt-3 flex flex-col gap-2 border-t pt-3">
      <RefusalBanner refusal={adding.refusal} />
      <div className="flex flex-wrap items-center gap-2">
        <output className="text-sm text-ink-muted">{t("chosen", { count: chosen.length })}</output>
        <Button
          variant="primary"
          aria-haspopup="dialog"
          disabled={isNothing}
          onClick={() => setOpening(true)}
        >
          {t("group")}
        </Button>
        {majors.map(({ id, title }) => (
          <Button
            key={id}
            busy={adding.isPending}
            disabled={isNothing}
            className="h-auto min-h-8 max-w-full break-words whitespace-normal"
            onClick={() => adding.run({ majorIncidentId: id, add: chosen })}
          >
            {t("addTo", { title })}
          </Button>
        ))}
      </div>
      {isOpening && (
        <OpenMajorDialog
          incidentIds={chosen}
          onOpened={() => {
            setOpening(false);
            onGrouped();
          }}
          onClose={() => setOpening(false)}
        />
      )}
    </div>
  );
}
