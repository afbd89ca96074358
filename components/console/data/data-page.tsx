"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { DataJobs } from "@/components/console/data/data-jobs";
import { DeletePerson } from "@/components/console/data/delete-person";
import { ExportAccount } from "@/components/console/data/export-account";
import { Findings } from "@/components/console/data/findings";
import { RetentionForm } from "@/components/console/data/retention-form";
import { WhoCan } from "@/components/console/who-can";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { ConsoleIdentityView } from "@/lib/accounts/contract";
import { dataKeys, readData } from "@/lib/privacy/browser/data-queries";
import type { DataView } from "@/lib/privacy/contract";

/** While something runs, the page asks how far it is; otherwise now and then, for what begins at night or elsewhere. */
const BUSY = 1_000;
const IDLE = 30_000;

const isOpen = ({ status, reason }: DataView["jobs"][number]): boolean =>
  status === "running" || (status === "waiting" && reason !== "legal_hold");

/** Everything a principal decides about the data of their account; who may not sees what was done, and who may. */
export function DataPage({ identity }: { identity: ConsoleIdentityView }) {
  const t = useTranslations("privacy");
  const tCommon = useTranslations("common");
  const { data, isError, refetch } = useQuery({
    queryKey: dataKeys.data,
    queryFn: readData,
    refetchInterval: ({ state }) => (state.data?.jobs.some(isOpen) ? BUSY : IDLE),
  });
  if (isError && data === undefined)
    return (
      <Banner
        tone="danger"
        action={<Button onClick={() => void refetch()}>{tCommon("retry")}</Button>}
        title={t("jobs.loadFailed")}
      />
    );
  const mayDecide = identity.permissions.includes("data");
  const isExporting = data?.jobs.some((job) => job.kind === "account_export" && isOpen(job)) ?? false;
  return (
    <div className="flex flex-col gap-4">
      {mayDecide && <p className="text-ink-muted">{t("intro")}</p>}
      <WhoCan identity={identity} permission="data" />
      {mayDecide && <ExportAccount isRunning={isExporting} />}
      <Card title={t("jobs.title")}>
        {data === undefined ? (
          <div aria-busy="true" className="flex flex-col gap-3">
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
          </div>
        ) : (
          <DataJobs jobs={data.jobs} mayDownload={mayDecide} />
        )}
      </Card>
      {mayDecide && <Decisions data={data} />}
    </div>
  );
}

/** What is decided about data besides taking it out. */
function Decisions({ data }: { data: DataView | undefined }) {
  const openFindings = data?.jobs.reduce((sum, { findings }) => sum + findings.open, 0) ?? 0;
  return (
    <>
      {openFindings > 0 && <Findings />}
      {data !== undefined && <RetentionForm key={data.retentionMonths} months={data.retentionMonths} />}
      <DeletePerson />
    </>
  );
}
