"use client";

import { AtSign, SendHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { AttachButton } from "@/components/attachments/attach-button";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { MESSAGE_LIMIT } from "@/lib/messages/contract";

/** From here on the box says how much room is left. */
const COUNTED_FROM = MESSAGE_LIMIT - 500;

type ComposerFootProps = {
  length: number;
  /** Why it cannot be sent as it stands; null where nothing keeps it. */
  hold: string | null;
  isNote: boolean;
  canSend: boolean;
  /** The text of a message is replaced: its files stay, and no others come. */
  isEdit: boolean;
  onFiles: (files: readonly File[]) => void;
  onMention: () => void;
  onSend: () => void;
  /** What else this door's composer can do. */
  children: ReactNode;
};

/** Under the text: files, mention, how much is left, send. */
export function ComposerFoot(props: ComposerFootProps) {
  const { length, hold, isNote, canSend, isEdit, onFiles, onMention, onSend, children } = props;
  const t = useTranslations("conversation");
  const over = length - MESSAGE_LIMIT;
  return (
    <div className="flex items-center gap-2 px-1.5 pb-1.5">
      {!isEdit && <AttachButton onFiles={onFiles} />}
      <IconButton label={t("mention")} onClick={onMention}>
        <AtSign />
      </IconButton>
      {children}
      <div className="min-w-0 flex-1 text-sm">
        {hold !== null ? (
          <output className="block text-warning-ink">{hold}</output>
        ) : over > 0 ? (
          <p role="alert" className="text-danger-ink">
            {t("tooLong", { over, limit: MESSAGE_LIMIT })}
          </p>
        ) : length > COUNTED_FROM ? (
          <p className="text-right text-ink-faint">{t("lengthLeft", { left: -over })}</p>
        ) : (
          <p className="truncate text-right text-xs text-ink-faint max-sm:hidden pointer-coarse:hidden">
            {t("sendHint")}
          </p>
        )}
      </div>
      <Button variant="primary" disabled={!canSend} onClick={onSend}>
        <SendHorizontal aria-hidden="true" className="size-4" />
        {t(isEdit ? "moves.save" : isNote ? "addNote" : "send")}
      </Button>
    </div>
  );
}
