"use client";

import { useFormatter, useTranslations } from "use-intl";
import { usePeople } from "@/components/conversation/people-context";
import type { NoticeView } from "@/lib/groups/contract";
import { noticeWords } from "@/lib/i18n/notice-words";

/** A system line in the reader's language and zone: its title, and the whole line. */
export function useNoticeText(): (notice: NoticeView) => { title: string; line: string } {
  const t = useTranslations();
  const format = useFormatter();
  const { members } = usePeople();
  return (notice) =>
    noticeWords(t, notice, {
      nameOf: (id) => members.get(id)?.name ?? t("conversation.unknownPerson"),
      timeOf: (instant) =>
        format.dateTime(new Date(instant), {
          month: "short",
          day: "numeric",
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
        }),
    });
}
