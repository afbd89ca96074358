"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useDataAct } from "@/components/console/data/use-data-act";
import { useMoment } from "@/components/tickets/use-moment";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { reviewFindingAction } from "@/lib/privacy/actions";
import { dataKeys, readFindings } from "@/lib/privacy/browser/data-queries";
import type { FindingView } from "@/lib/privacy/contract";

/** Places where others wrote of people whose data was deleted: where and when, for somebody who may read them. */
export function Findings() {
  const t = useTranslations("privacy.findings");
  const { data } = useQuery({ queryKey: dataKeys.findings, queryFn: readFindings });
  if (data === undefined) return null;
  return (
    <Card title={t("title")}>
      <p className="text-ink-muted">{t("text")}</p>
      {data.findings.length === 0 ? (
        <p className="mt-3">{t("empty")}</p>
      ) : (
        <ul aria-label={t("title")} className="mt-3 divide-y">
          {data.findings.map((finding) => (
            <FindingRow
              key={`${finding.jobId} ${finding.subjectType} ${finding.subjectId}`}
              finding={finding}
            />
          ))}
        </ul>
      )}
      {data.more > 0 && <p className="mt-3 text-ink-muted">{t("more", { count: data.more })}</p>}
    </Card>
  );
}

function FindingRow({ finding }: { finding: FindingView }) {
  const t = useTranslations("privacy.findings");
  const moment = useMoment();
  const { run, isPending, refusal } = useDataAct();
  const { jobId, subjectType, subjectId, ticketNumber, groupName, writtenAt } = finding;
  const what = t(`type.${subjectType}`);
  const where = ticketNumber === null ? (groupName ?? "") : t("inTicket", { number: String(ticketNumber) });
  const time = writtenAt === null ? "" : moment(writtenAt);
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1">
          <span className="block">{what}</span>
          <bdi className="block text-sm break-words text-ink-muted">
            {[where, time].filter((one) => one !== "").join(" · ")}
          </bdi>
        </p>
        <Button
          size="small"
          busy={isPending}
          aria-label={t("reviewOf", { what, where, time })}
          onClick={() => void run(() => reviewFindingAction({ jobId, subjectType, subjectId }))}
        >
          {t("review")}
        </Button>
      </div>
      <RefusalBanner refusal={refusal} />
    </li>
  );
}
