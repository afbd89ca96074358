"use client";

import { ArrowLeft, CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { DeskAlarm } from "@/components/desk/desk-alarm";
import { DeskMenu } from "@/components/desk/desk-menu";
import { MajorCard } from "@/components/desk/incidents/major-card";
import { UngroupedIncidents } from "@/components/desk/incidents/ungrouped-incidents";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { MajorIncidentsView } from "@/lib/incidents/contract";

/** Nobody tells this page of other people's groups: it asks again this often. */
const REFRESH = 10_000;

type IncidentBoardProps = { incidents: MajorIncidentsView; mayLead: boolean };

/** The emergencies of all customers: those grouped as major incidents, and those that run by themselves. */
export function IncidentBoard({ incidents, mayLead }: IncidentBoardProps) {
  const t = useTranslations("incidents.majors");
  const router = useRouter();
  const { majors, ungrouped, suggestion } = incidents;

  useEffect(() => {
    const timer = setInterval(() => router.refresh(), REFRESH);
    return () => clearInterval(timer);
  }, [router]);

  return (
    <div className="flex min-h-full flex-col bg-sunken">
      <DeskAlarm />
      <header className="flex min-h-14 items-center gap-2 border-b bg-canvas px-4">
        <ButtonLink href="/desk" variant="ghost" className="-ml-3">
          <ArrowLeft aria-hidden="true" className="size-4" />
          {t("back")}
        </ButtonLink>
        <span className="flex-1" />
        <DeskMenu />
      </header>
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
    </div>
  );
}
