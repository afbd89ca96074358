"use client";

import { TicketPlus } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMessageSelection } from "@/components/tickets/from-messages/message-selection";
import { IconButton } from "@/components/ui/icon-button";

/** Among the actions of a message: begins to choose messages, with this one. */
export function StartSelection({ messageId }: { messageId: string }) {
  const t = useTranslations("tickets.selection");
  const { isOffered, ids, start } = useMessageSelection();
  if (!isOffered || ids !== null) return null;
  return (
    <IconButton label={t("start")} onClick={() => start(messageId)} className="size-7">
      <TicketPlus />
    </IconButton>
  );
}
