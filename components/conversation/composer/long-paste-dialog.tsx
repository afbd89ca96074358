"use client";

import { useTranslations } from "use-intl";
import type { usePaste } from "@/components/conversation/composer/use-paste";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MESSAGE_LIMIT } from "@/lib/messages/contract";

type LongPasteDialogProps = {
  paste: Pick<ReturnType<typeof usePaste>, "longText" | "attach" | "insert" | "cancel">;
};

/** Offers to attach a pasted text that no message holds. */
export function LongPasteDialog({ paste: { longText, attach, insert, cancel } }: LongPasteDialogProps) {
  const t = useTranslations("attachments");
  return (
    <Dialog
      open={longText !== null}
      title={t("pasteTitle")}
      onClose={cancel}
      footer={
        <>
          <Button onClick={insert}>{t("pasteAsText")}</Button>
          <Button variant="primary" data-first-focus onClick={attach}>
            {t("pasteAsFile")}
          </Button>
        </>
      }
    >
      <p>{t("pasteText", { count: longText?.length ?? 0, limit: MESSAGE_LIMIT })}</p>
    </Dialog>
  );
}
