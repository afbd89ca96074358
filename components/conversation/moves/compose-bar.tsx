"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Composing } from "@/components/conversation/moves/composing";
import { useQuoteText } from "@/components/conversation/moves/quote-line";
import { useMoves } from "@/components/conversation/moves/moves-context";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { type MessageView, type QuoteView, versionOf } from "@/lib/messages/contract";

type ComposeBarProps = {
  composing: Composing;
  /** The message it is about, as far as it is loaded. */
  message: MessageView | undefined;
  onCancel: () => void;
  /** Takes the newer text as seen: mine is to replace it. */
  onOverwrite: (version: number) => void;
};

/** Above the composer: which message is answered or edited, and the way out of it. */
export function ComposeBar({ composing, message, onCancel, onOverwrite }: ComposeBarProps) {
  const t = useTranslations("conversation.moves");
  const { show } = useMoves();
  const textOf = useQuoteText();
  const isEdit = composing.kind === "edit";
  const newer = isEdit && message && versionOf(message) !== composing.version ? versionOf(message) : null;
  const title = t(isEdit ? "editing" : "replying", {
    quote: message ? textOf(asQuote(message)) : t("quoteNotLoaded"),
  });
  return (
    <div className="mx-4 mt-2 -mb-1 rounded-t-lg border border-b-0 bg-sunken text-sm">
      <div className="flex items-center gap-2 py-0.5 pr-1 pl-3">
        <button
          type="button"
          onClick={() => show(composing.messageId)}
          className="min-w-0 flex-1 truncate text-left hover:underline pointer-coarse:min-h-10"
        >
          <bdi>{title}</bdi>
        </button>
        <IconButton label={t(isEdit ? "cancelEdit" : "cancelReply")} onClick={onCancel}>
          <X />
        </IconButton>
      </div>
      {newer !== null && (
        <div role="alert" className="flex flex-wrap items-center gap-2 px-3 pb-2 text-warning-ink">
          <span className="min-w-0 flex-1">{t("editedMeanwhile")}</span>
          <Button size="small" onClick={() => onOverwrite(newer)}>
            {t("overwrite")}
          </Button>
        </div>
      )}
    </div>
  );
}

function asQuote({ id, senderId, body, attachments, recalled }: MessageView): QuoteView {
  const quoted = { id, body, files: attachments.length, recalled: recalled !== undefined };
  return senderId === null ? quoted : { ...quoted, senderId };
}
