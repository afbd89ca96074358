"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { DeskPage } from "@/components/desk/desk-page";
import { usePageRefresh } from "@/components/desk/use-page-refresh";
import { MajorCard } from "@/components/desk/incidents/major-card";
import { UngroupedIncidents } from "@/components/desk/incidents/ungrouped-incidents";
import { EmptyState } from "@/components/ui/empty-state";
import type { MajorIncidentsView } from "@/lib/incidents/contract";

/** Nobody tells this page of other people's groups: it asks again this often. */
const REFRESH = 10_000;

type IncidentBoardProps = { incidents: MajorIncidentsView; mayLead: boolean };

/** The emergencies of all customers: those grouped as major incidents, and those that run by themselves. */
export function IncidentBoard({ incidents, mayLead }: IncidentBoardProps) {
  const t = useTranslations("incidents.majors");
  const { majors, ungrouped, suggestion } = incidents;

  usePageRefresh(REFRESH);

  return (
    <DeskPage back={t("back")}>
      <main className="mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        {majors.length > 0 && (
          <section aria-label={t("majors")} className="flex flex-col gap-4">
            {majors.map((major) => (
              <MajorCard key={major.id} major={major} mayLead={mayLead} />
            ))}
          </section>
        )}
        {majors.length === 0 && ungrouped.length === 0 ? (
          <EmptyState icon={<CircleCheck />} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        ) : (
          <UngroupedIncidents
            incidents={ungrouped}
            majors={majors}
            suggestion={suggestion}
            mayLead={mayLead}
          />
        )}
      </main>
    </DeskPage>
  );
}
