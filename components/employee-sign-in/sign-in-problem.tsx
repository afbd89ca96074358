"use client";

import { useTranslations } from "use-intl";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { buttonStyle } from "@/components/ui/button-style";
import type { SignInProblem as Problem } from "@/lib/channels/contract";

type SignInProblemProps = {
  problem: Problem;
  appId: string;
  requestId: string | null;
  /** The page the person was on the way to. */
  returnTo: string;
};

/** Why an employee could not be signed in, what to do about it, and the way to try again. */
export function SignInProblem({ problem, appId, requestId, returnTo }: SignInProblemProps) {
  const t = useTranslations("employeeSignIn");
  const again = `/thirdparty/feishu/${encodeURIComponent(appId)}/login?redirect=${encodeURIComponent(returnTo)}`;
  return (
    <NarrowPage title={t(`problems.${problem}.title`)}>
      <p className="mb-4 text-ink-muted">{t(`problems.${problem}.text`)}</p>
      {/* An address nobody has cannot be signed in to. A full load elsewhere: a route that leads to Feishu. */}
      {problem !== "unknown_channel" && problem !== "not_ready" && (
        <a href={again} className={buttonStyle("primary")}>
          {t("again")}
        </a>
      )}
      {requestId !== null && (
        <p className="mt-4 font-mono text-sm text-ink-faint">{t("requestId", { requestId })}</p>
      )}
    </NarrowPage>
  );
}
