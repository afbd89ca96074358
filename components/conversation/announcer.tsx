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
  const { me } = usePeople();
  const [openedAt] = useState(newest?.sequence ?? 0);
  const isNews = newest !== undefined && newest.sequence > openedAt && newest.senderId !== me;
  return (
    <div aria-live="polite" className="sr-only">
      {isNews && !newest.recalled && <News message={newest} />}
    </div>
  );
}

function News({ message }: { message: MessageView }) {
  const t = useTranslations("conversation");
  const { members } = usePeople();
  const excerptText = useExcerptText();
  const noticeText = useNoticeText();
  if (message.notice) return noticeText(message.notice).line;
  const excerpt = excerptOf(message.body, (id) => members.get(id)?.name);
  return t("announcement", {
    name: members.get(message.senderId ?? "")?.name ?? t("unknownPerson"),
    text: excerptText(excerpt, message.attachments.length),
  });
}
