"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useExcerptText } from "@/components/conversation/use-excerpt-text";
import { useNoticeText } from "@/components/conversation/use-notice-text";
import { usePeople } from "@/components/conversation/people-context";
import { excerptOf } from "@/lib/groups/contract";
import type { MessageView } from "@/lib/messages/contract";

/** Reads the newest message of others to who listens: politely, and only what came after the conversation was opened. */
export function Announcer({ newest }: { newest: MessageView | undefined }) {
  const t = useTranslations("conversation");
  const { me, members } = usePeople();
  const excerptText = useExcerptText();
  const noticeText = useNoticeText();
  const [openedAt] = useState(newest?.sequence ?? 0);
  const isNews = newest !== undefined && newest.sequence > openedAt && newest.senderId !== me;
  return (
    <div aria-live="polite" className="sr-only">
      {isNews &&
        !newest.notice &&
        t("announcement", {
          name: members.get(newest.senderId ?? "")?.name ?? t("unknownPerson"),
          text: excerptText(
            excerptOf(newest.body, (id) => members.get(id)?.name),
            newest.attachments.length,
          ),
        })}
      {isNews && newest.notice && noticeText(newest.notice).line}
    </div>
  );
}
