"use client";

import { useTranslations } from "use-intl";
import { QUOTED_LIMIT } from "@/components/tickets/from-messages/quote-messages";
import { useMessageSelection } from "@/components/tickets/from-messages/message-selection";

const EXCERPT = 40;

/** Before a message while messages are chosen. */
export function SelectionBox({ messageId, body }: { messageId: string; body: string }) {
  const t = useTranslations("tickets.selection");
  const { ids, toggle } = useMessageSelection();
  if (ids === null) return null;
  const isChosen = ids.has(messageId);
  return (
    <label className="-my-1 inline-flex w-8 shrink-0 cursor-pointer items-start justify-center pt-2">
      <input
        type="checkbox"
        checked={isChosen}
        disabled={!isChosen && ids.size >= QUOTED_LIMIT}
        aria-label={t("box", { excerpt: body.slice(0, EXCERPT) })}
        onChange={() => toggle(messageId)}
        className="size-4 accent-accent-solid pointer-coarse:size-6"
      />
    </label>
  );
}
