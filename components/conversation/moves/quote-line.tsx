"use client";

import { CornerDownRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMemberName } from "@/components/conversation/moves/use-member-name";
import { useMoves } from "@/components/conversation/moves/moves-context";
import { useExcerptText } from "@/components/conversation/use-excerpt-text";
import { excerptOf } from "@/lib/groups/contract";
import type { QuoteView } from "@/lib/messages/contract";

/** A message in one line, as one that answers it quotes it. */
export function useQuoteText(): (quote: QuoteView) => string {
  const t = useTranslations("conversation.moves");
  const nameOf = useMemberName();
  const excerptText = useExcerptText();
  return ({ senderId, body, files, recalled }) => {
    const name = nameOf(senderId);
    if (recalled) return t("quoteRecalled", { name });
    return t("quote", { name, text: excerptText(excerptOf(body, nameOf), files) });
  };
}

type QuoteLineProps = { messageId: string; quote: QuoteView | null };

/** Above a message: the one it answers, in a line; a press goes there. */
export function QuoteLine({ messageId, quote }: QuoteLineProps) {
  const t = useTranslations("conversation.moves");
  const textOf = useQuoteText();
  const { show } = useMoves();
  const text = quote === null ? t("quoteNotLoaded") : textOf(quote);
  return (
    <button
      type="button"
      title={t("showOriginal")}
      onClick={() => show(messageId)}
      className="flex max-w-full items-center gap-1 rounded-sm border-l-2 border-line-strong pl-2 text-left text-sm text-ink-muted hover:text-ink hover:underline pointer-coarse:min-h-10"
    >
      <CornerDownRight aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="sr-only">{t("inReplyTo")} </span>
      <bdi className="truncate">{text}</bdi>
    </button>
  );
}
