"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { DeskPage } from "@/components/desk/desk-page";
import { OpenNow } from "@/components/desk/opening/open-now";
import { usePrivilegedAction } from "@/components/security/use-privileged-action";
import { usePageRefresh } from "@/components/desk/use-page-refresh";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { breakGlassAction } from "@/lib/desk/actions";
import { type BreakGlassView, OPENING_REASON } from "@/lib/desk/contract";

const REFRESH_MILLISECONDS = 30_000;

type OpeningBoardProps = {
  /** The group the reader came from. */
  groupId: string | null;
  open: readonly BreakGlassView[];
};

/** Opening a conversation one is not in for a reason, and what one has open so. */
export function OpeningBoard({ groupId, open }: OpeningBoardProps) {
  const t = useTranslations("opening");
  usePageRefresh(REFRESH_MILLISECONDS);
  return (
    <DeskPage back={t("back")}>
      <main className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-6 p-4 pb-16 md:p-6">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        <p className="text-ink-muted">{t("intro")}</p>
        <OpeningForm groupId={groupId} />
        <OpenNow open={open} />
      </main>
    </DeskPage>
  );
}

function OpeningForm({ groupId }: { groupId: string | null }) {
  const t = useTranslations("opening");
  const router = useRouter();
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction("staff", breakGlassAction, (opened) =>
    router.push(`/desk?group=${opened.groupId}`),
  );
  const [conversation, setConversation] = useState(groupId ?? "");
  const [reason, setReason] = useState("");

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run({ conversation, reason });
  }

  return (
    <>
      <form onSubmit={handleSubmit} className="flex flex-col gap-4 rounded-lg border bg-raised p-4">
        <TextField
          label={t("conversation")}
          description={t("conversationHelp")}
          required
          value={conversation}
          onChange={(event) => setConversation(event.target.value)}
        />
        <TextAreaField
          label={t("reason")}
          description={t("reasonHelp")}
          required
          minLength={OPENING_REASON.min}
          maxLength={OPENING_REASON.max}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <RefusalBanner refusal={refusal} />
        <Button type="submit" variant="primary" size="large" busy={isPending} className="self-start">
          {t("submit")}
        </Button>
      </form>
      {stepUpDialog}
    </>
  );
}
