"use client";

import { useTranslations } from "use-intl";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { ButtonLink } from "@/components/ui/button-link";
import type { LinkProblem } from "@/lib/invitations/contract";

type LinkProblemPageProps = { problem: LinkProblem; workbench: string };

/** Why a link does not lead into its group and what to do, and nothing else: no group, no people. */
export function LinkProblemPage({ problem, workbench }: LinkProblemPageProps) {
  const t = useTranslations("invitations");
  return (
    <NarrowPage title={t(`problem.${problem}.title`)}>
      <p className="mb-4 text-ink-muted">{t(`problem.${problem}.text`)}</p>
      <ButtonLink href={workbench} variant="primary">
        {t("openWorkbench")}
      </ButtonLink>
    </NarrowPage>
  );
}
