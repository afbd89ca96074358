"use client";

import { useTranslations } from "use-intl";
import { useConversationClient } from "@/components/conversation/conversation-provider";
import { fillTicketDraft } from "@/components/tickets/create-ticket/ticket-draft-store";
import { useMessageSelection } from "@/components/tickets/from-messages/message-selection";
import { QUOTED_LIMIT, quoteMessages } from "@/components/tickets/from-messages/quote-messages";
import { useMoment } from "@/components/tickets/use-moment";
import { Button } from "@/components/ui/button";

type SelectionBarProps = { groupId: string; me: string; onDone: () => void };

/** Above the composer while messages are chosen: how many, and on to the form with them as its text. */
export function SelectionBar({ groupId, me, onDone }: SelectionBarProps) {
  const t = useTranslations("tickets.selection");
  const common = useTranslations("common");
  const conversation = useTranslations("conversation");
  const client = useConversationClient();
  const moment = useMoment();
  const { ids, stop } = useMessageSelection();
  if (ids === null) return null;

  function handleDone() {
    const { messages, members } = client.getGroup(groupId);
    const quoted = quoteMessages(
      messages.filter(({ id }) => ids?.has(id)),
      {
        nameOf: (id) =>
          id === "all" ? conversation("everyone") : (members.get(id)?.name ?? conversation("unknownPerson")),
        timeOf: moment,
        fileText: (name) => t("file", { name }),
      },
    );
    fillTicketDraft(me, groupId, ({ description }) => ({
      description: [description.trimEnd(), quoted].filter((text) => text !== "").join("\n\n"),
    }));
    stop();
    onDone();
  }

  return (
    <div className="mx-4 mt-2 flex flex-wrap items-center gap-2 rounded-lg border bg-raised px-3 py-2">
      <output className="min-w-0 flex-1">{t("count", { count: ids.size, limit: QUOTED_LIMIT })}</output>
      <Button variant="ghost" onClick={stop}>
        {common("cancel")}
      </Button>
      <Button variant="primary" disabled={ids.size === 0} onClick={handleDone}>
        {t("done")}
      </Button>
    </div>
  );
}
