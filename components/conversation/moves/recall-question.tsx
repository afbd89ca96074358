"use client";

import { useTranslations } from "use-intl";
import { useMemberName } from "@/components/conversation/moves/use-member-name";
import { useMoves } from "@/components/conversation/moves/moves-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { MessageView } from "@/lib/messages/contract";

type RecallQuestionProps = { open: boolean; message: MessageView; onClose: () => void };

/** Asked before somebody else's message, or an old one, is taken back: it cannot be undone. */
export function RecallQuestion({ open, message, onClose }: RecallQuestionProps) {
  const t = useTranslations("conversation.moves");
  const common = useTranslations("common");
  const { recall } = useMoves();
  const nameOf = useMemberName();
  return (
    <Dialog
      open={open}
      title={t("recallTitle", { name: nameOf(message.senderId) })}
      onClose={onClose}
      footer={
        <>
          <Button data-first-focus onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              onClose();
              recall(message);
            }}
          >
            {t("recall")}
          </Button>
        </>
      }
    >
      <p>{t("recallText")}</p>
    </Dialog>
  );
}
