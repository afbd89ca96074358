"use client";

import { useActionState, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { NarrowPage } from "@/components/app-shell/narrow-page";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { LinkProblemPage } from "@/components/invitations/link-problem-page";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { joinByInvitationAction } from "@/lib/invitations/actions";
import { linkProblemOf } from "@/lib/invitations/contract";

type JoinFormProps = { appId: string; token: string; stamp: string; workbench: string };

/** Joins at once; without scripts, or after a failure that may pass, by its button. */
export function JoinForm({ appId, token, stamp, workbench }: JoinFormProps) {
  const t = useTranslations("invitations");
  const reasonText = useReasonText();
  const [answer, join, isPending] = useActionState(joinByInvitationAction, null);
  const form = useRef<HTMLFormElement>(null);
  const wasSent = useRef(false);

  useEffect(() => {
    if (wasSent.current) return;
    wasSent.current = true;
    form.current?.requestSubmit();
  }, []);

  const problem = answer === null ? null : linkProblemOf(answer.reason);
  if (problem !== null) return <LinkProblemPage problem={problem} workbench={workbench} />;
  return (
    <NarrowPage title={t(answer === null ? "join.title" : "failed.title")}>
      {answer === null ? (
        <p className="mb-4 text-ink-muted">{t("join.text")}</p>
      ) : (
        <Banner tone="danger" className="mb-4">
          <p>{reasonText(answer.reason)}</p>
          {answer.requestId !== null && (
            <p className="mt-1 font-mono text-xs">{t("requestId", { id: answer.requestId })}</p>
          )}
        </Banner>
      )}
      <form ref={form} action={join}>
        <input type="hidden" name="appId" value={appId} />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="stamp" value={stamp} />
        <Button type="submit" variant="primary" busy={isPending}>
          {t("join.button")}
        </Button>
      </form>
    </NarrowPage>
  );
}
