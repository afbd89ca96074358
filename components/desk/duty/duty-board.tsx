"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { DeskPage } from "@/components/desk/desk-page";
import { usePageRefresh } from "@/components/desk/use-page-refresh";
import { DutyCalendar } from "@/components/desk/duty/duty-calendar";
import { DutyGaps } from "@/components/desk/duty/duty-gaps";
import { OnCall } from "@/components/desk/duty/on-call";
import { PlanShiftsButton } from "@/components/desk/duty/plan-shifts-button";
import { TeamList } from "@/components/desk/duty/team-list";
import { Banner } from "@/components/ui/banner";
import type { DutyView, PlannedShiftsView } from "@/lib/duty/contract";

const REFRESH_MILLISECONDS = 60_000;

type DutyBoardProps = { duty: DutyView; me: string; mayManage: boolean };

/** The duty page of the desk: on call now, what is not covered, the next 14 days, the team. It moves on with time by itself. */
export function DutyBoard({ duty, me, mayManage }: DutyBoardProps) {
  const t = useTranslations("duty");
  const [planned, setPlanned] = useState<PlannedShiftsView | null>(null);

  usePageRefresh(REFRESH_MILLISECONDS);

  return (
    <DeskPage back={t("toDesk")}>
      <main className="mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-6 p-4 pb-16 md:p-6">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 flex-1 text-xl font-semibold">{t("title")}</h1>
          {mayManage && <PlanShiftsButton colleagues={duty.colleagues} onPlanned={setPlanned} />}
        </div>
        {planned && <Banner tone="success">{t("plan.done", planned)}</Banner>}
        <OnCall duty={duty} />
        <DutyGaps duty={duty} />
        <DutyCalendar duty={duty} mayManage={mayManage} />
        <TeamList duty={duty} me={me} mayManage={mayManage} />
      </main>
    </DeskPage>
  );
}
