"use client";

import { useTranslations } from "use-intl";
import { FindingRow } from "@/components/desk/findings/finding-row";
import { DeskPage } from "@/components/desk/desk-page";
import { usePageRefresh } from "@/components/desk/use-page-refresh";
import type { DeskFindingsView } from "@/lib/privacy/contract";

const REFRESH_MILLISECONDS = 60_000;

/** Where the service team has to look after the name of a deleted person: places, and never what is said there. */
export function FindingsBoard({ view: { findings, more, hidden } }: { view: DeskFindingsView }) {
  const t = useTranslations("privacy.desk");
  const tFindings = useTranslations("privacy.findings");
  usePageRefresh(REFRESH_MILLISECONDS);
  return (
    <DeskPage back={t("back")}>
      <main className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        <p className="max-w-prose text-ink-muted">{t("intro")}</p>
        {findings.length === 0 ? (
          <p>{tFindings("empty")}</p>
        ) : (
          <ul aria-label={t("title")} className="divide-y rounded-lg border bg-raised px-4">
            {findings.map((finding) => (
              <FindingRow
                key={`${finding.jobId} ${finding.subjectType} ${finding.subjectId}`}
                finding={finding}
              />
            ))}
          </ul>
        )}
        {more > 0 && <p className="text-ink-muted">{tFindings("more", { count: more })}</p>}
        {hidden > 0 && <p className="text-ink-muted">{t("hidden", { count: hidden })}</p>}
      </main>
    </DeskPage>
  );
}
