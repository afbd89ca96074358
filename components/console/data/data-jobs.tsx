"use client";

import { Download } from "lucide-react";
import { useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { useFileSize } from "@/components/attachments/use-file-size";
import { useMoment } from "@/components/tickets/use-moment";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button-style";
import type { Tone } from "@/components/ui/tone";
import { exportAddress } from "@/lib/privacy/browser/data-queries";
import type { DataJobStatus, DataJobView } from "@/lib/privacy/contract";

const tones: Record<DataJobStatus, Tone> = {
  waiting: "neutral",
  running: "accent",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
};

/** What was exported and deleted, the newest first, and how far it is. */
export function DataJobs({ jobs, mayDownload }: { jobs: readonly DataJobView[]; mayDownload: boolean }) {
  const t = useTranslations("privacy.jobs");
  if (jobs.length === 0) return <p className="text-ink-muted">{t("empty")}</p>;
  return (
    <ul aria-label={t("title")} className="divide-y">
      {jobs.map((job) => (
        <DataJobRow key={job.id} job={job} mayDownload={mayDownload} />
      ))}
    </ul>
  );
}

function DataJobRow({ job, mayDownload }: { job: DataJobView; mayDownload: boolean }) {
  const t = useTranslations("privacy.jobs");
  const moment = useMoment();
  const nameOf = usePersonName();
  const kind = t(`kind.${job.kind}`);
  return (
    <li className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi className="min-w-0 flex-1 font-medium break-words">
          {job.person === null ? kind : t("of", { kind, name: nameOf(job.person.name) })}
        </bdi>
        <span className="text-sm text-ink-faint">{moment(job.createdAt)}</span>
        <Badge tone={tones[job.status]}>{t(`status.${job.status}`)}</Badge>
      </div>
      {job.status === "running" && job.total !== null && <Progress done={job.done} total={job.total} />}
      <Remark job={job} />
      {mayDownload && <ExportFile job={job} />}
    </li>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  const t = useTranslations("privacy.jobs");
  return (
    <div className="flex items-center gap-3 text-sm text-ink-muted">
      <progress
        aria-label={t("progressLabel")}
        max={total}
        value={done}
        className="h-2 min-w-0 flex-1 accent-accent"
      />
      <span className="tabular-nums">{t("progress", { done, total })}</span>
    </div>
  );
}

function Remark({ job: { status, reason, findings } }: { job: DataJobView }) {
  const t = useTranslations("privacy.jobs");
  if (status === "failed") return <p className="text-sm text-danger-ink">{t("failed")}</p>;
  if (reason === "legal_hold") return <p className="text-sm text-ink-muted">{t("held")}</p>;
  if (status === "waiting" && reason !== null)
    return <p className="text-sm text-ink-muted">{t("retrying")}</p>;
  if (findings.total === 0) return null;
  return <p className="text-sm text-ink-muted">{t("findings", { open: findings.open })}</p>;
}

function ExportFile({ job: { id, kind, status, file } }: { job: DataJobView }) {
  const t = useTranslations("privacy.jobs");
  const moment = useMoment();
  const fileSize = useFileSize();
  if (kind !== "account_export" || status !== "done") return null;
  if (file === null) return <p className="text-sm text-ink-faint">{t("gone")}</p>;
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm text-ink-muted">
      <a href={exportAddress(id)} download className={buttonStyle("secondary", "small")}>
        <Download aria-hidden="true" className="size-4" />
        {t("download", { size: fileSize(file.size) })}
      </a>
      <span>{t("expires", { time: moment(file.expiresAt) })}</span>
    </div>
  );
}
