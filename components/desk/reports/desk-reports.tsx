"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BarChart3, Download } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { LoadFailure } from "@/components/app-shell/load-failure";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { DeskPage } from "@/components/desk/desk-page";
import { filterIn, reportQuery } from "@/components/desk/reports/report-filter";
import { ReportFigures } from "@/components/desk/reports/report-figures";
import { ReportFilters } from "@/components/desk/reports/report-filters";
import { PromiseTable } from "@/components/desk/reports/promise-table";
import { VolumeCard } from "@/components/desk/reports/volume-card";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useToday } from "@/components/ui/use-today";
import type { ReportView } from "@/lib/reports/contract";
import { readReport, reportFileAddress, reportKey } from "@/lib/reports/browser/read-report";

/** The desk's page of figures: how much came, how fast it was answered, and how customers found it. */
export function DeskReports() {
  const t = useTranslations("reports");
  // The days of a report are this device's, which the server does not know.
  const today = useToday();
  return (
    <DeskPage back={t("back")}>
      <main className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        <p className="text-ink-muted">{t("intro")}</p>
        {today === null ? <ReportSkeleton /> : <Report today={today} />}
      </main>
    </DeskPage>
  );
}

function Report({ today }: { today: number }) {
  const t = useTranslations("reports");
  const address = useQueryState();
  const filter = filterIn(address.get, today);
  const query = reportQuery(filter);
  const report = useQuery({
    queryKey: reportKey(query),
    queryFn: () => readReport(query),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    retry: false,
  });
  return (
    <>
      <ReportFilters
        today={today}
        filter={filter}
        customers={report.data?.customers ?? []}
        onChange={({ from, to, accountId }) =>
          address.push({ from, to, customer: accountId === "" ? null : accountId })
        }
      />
      <ExportLink query={query} />
      {report.isPending && <ReportSkeleton />}
      {report.error && (
        <LoadFailure title={t("loadFailed")} error={report.error} onRetry={() => void report.refetch()} />
      )}
      {report.data && !report.error && <ReportBody report={report.data} isOld={report.isPlaceholderData} />}
    </>
  );
}

function ReportBody({ report, isOld }: { report: ReportView; isOld: boolean }) {
  const t = useTranslations("reports");
  const isEmpty = report.created === 0 && report.resolved === 0;
  return (
    <div aria-busy={isOld} className="flex flex-col gap-4 aria-busy:opacity-60">
      {isEmpty && (
        <EmptyState icon={<BarChart3 />} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      )}
      <ReportFigures report={report} />
      {!isEmpty && (
        <>
          <VolumeCard report={report} />
          <PromiseTable report={report} />
        </>
      )}
    </div>
  );
}

function ExportLink({ query }: { query: string }) {
  const t = useTranslations("reports");
  const locale = useLocale();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <a href={reportFileAddress(query, locale)} download className={buttonStyle("secondary")}>
        <Download aria-hidden="true" className="size-4" />
        {t("export")}
      </a>
      <span className="text-sm text-ink-faint">{t("exportHelp")}</span>
    </div>
  );
}

function ReportSkeleton() {
  const t = useTranslations("reports");
  return (
    <div aria-busy="true" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: 7 }, (_, card) => (
        <Skeleton key={card} className="h-28 w-full" />
      ))}
    </div>
  );
}
