"use client";

import { ClockTime } from "@/components/conversation/message-time";
import { useNoticeText } from "@/components/conversation/use-notice-text";
import { classNames } from "@/components/ui/class-names";
import type { NoticeView } from "@/lib/groups/contract";

type NoticeLineProps = {
  notice: NoticeView;
  messageId: string | undefined;
  createdAt: string;
  /** The line a link led to. */
  highlighted: boolean;
};

/** A system line between the messages: what happened, said by nobody. */
export function NoticeLine({ notice, messageId, createdAt, highlighted }: NoticeLineProps) {
  const { line } = useNoticeText()(notice);
  const isAlarm = notice.kind.startsWith("incident.");
  return (
    <p
      data-message={messageId}
      aria-current={highlighted || undefined}
      className={classNames(
        "mx-auto my-1 flex max-w-3xl items-baseline justify-center gap-2 rounded-md px-3 py-1 text-center text-sm",
        highlighted ? "bg-selected" : "",
        isAlarm ? "text-danger-ink" : "text-ink-muted",
      )}
    >
      <bdi className="min-w-0 break-words whitespace-pre-line">{line}</bdi>
      <ClockTime instant={createdAt} className="shrink-0 text-xs text-ink-faint" />
    </p>
  );
}
