"use client";

import { memo, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { AttachmentList } from "@/components/attachments/attachment-list";
import { MessageMarkdown } from "@/components/conversation/markdown/message-markdown";
import { MentionDeliveries } from "@/components/conversation/mention-deliveries";
import { MessageActions } from "@/components/conversation/message-actions";
import { DayName } from "@/components/conversation/message-time";
import { EditedMark } from "@/components/conversation/moves/edited-mark";
import { QuoteLine } from "@/components/conversation/moves/quote-line";
import { Reactions } from "@/components/conversation/moves/reactions";
import { SentMark } from "@/components/conversation/moves/read-by";
import { RecalledLine } from "@/components/conversation/moves/recalled-line";
import { NoticeLine } from "@/components/conversation/notice-line";
import { OutgoingState } from "@/components/conversation/outgoing-state";
import { SenderGutter, SenderLine } from "@/components/conversation/sender";
import type { OutgoingHandlers, TimelineRow } from "@/components/conversation/timeline";
import { SelectionBox } from "@/components/tickets/from-messages/selection-box";
import { classNames } from "@/components/ui/class-names";

type MessageRowProps = {
  row: TimelineRow;
  /** The message a link led to. */
  highlighted: boolean;
  /** My newest message says that it arrived. */
  showsSent: boolean;
  handlers: OutgoingHandlers;
};

/** One message, with the day, the "new" divider and the sender above it where they change. */
export const MessageRow = memo(function MessageRow({
  row,
  highlighted,
  showsSent,
  handlers,
}: MessageRowProps) {
  const { message } = row;
  return (
    <div className="px-4">
      {row.startsDay && (
        <Divider>
          <DayName instant={row.createdAt} />
        </Divider>
      )}
      {row.startsUnread && <UnreadDivider />}
      {row.notice ? (
        <NoticeLine
          notice={row.notice}
          messageId={message?.id}
          createdAt={row.createdAt}
          highlighted={highlighted}
        />
      ) : (
        <MessageArticle row={row} highlighted={highlighted} showsSent={showsSent} handlers={handlers} />
      )}
    </div>
  );
});

/** What somebody said. */
function MessageArticle({ row, highlighted, showsSent, handlers }: MessageRowProps) {
  const { message } = row;
  const standing = message?.recalled ? null : message;
  return (
    <article
      data-message={message?.id}
      aria-current={highlighted || undefined}
      className={classNames(
        "group/message relative -mx-2 flex gap-3 rounded-md px-2 py-0.5",
        row.startsBlock && "mt-2",
        highlighted ? "bg-selected" : "focus-within:bg-sunken hover:bg-sunken",
      )}
    >
      {standing && <SelectionBox messageId={standing.id} body={row.body} />}
      <SenderGutter row={row} />
      <div className="min-w-0 flex-1">
        {row.startsBlock && <SenderLine row={row} />}
        {message?.recalled ? (
          <RecalledLine message={message} />
        ) : (
          <Said row={row} showsSent={showsSent} handlers={handlers} />
        )}
      </div>
      {standing && <MessageActions message={standing} />}
    </article>
  );
}

/** What was said: what it answers, the words, the files, and what others made of it. */
function Said({ row, showsSent, handlers }: Omit<MessageRowProps, "highlighted">) {
  const { message, outgoing } = row;
  return (
    <>
      {row.replyTo && <QuoteLine {...row.replyTo} />}
      <div className={classNames("max-w-3xl break-words", outgoing && "text-ink-muted")}>
        {row.body !== "" && <MessageMarkdown body={row.body} />}
        <AttachmentList attachments={row.attachments} />
      </div>
      {message && <EditedMark message={message} />}
      {message && <Reactions message={message} />}
      <Standing row={row} showsSent={showsSent} handlers={handlers} />
    </>
  );
}

/** Where a message of mine stands: on its way, arrived, and whether those it mentions were reached. */
function Standing({ row, showsSent, handlers }: Omit<MessageRowProps, "highlighted">) {
  const { message, outgoing } = row;
  return (
    <>
      {outgoing && <OutgoingState outgoing={outgoing} handlers={handlers} />}
      {showsSent && message && <SentMark message={message} />}
      {message && <MentionDeliveries messageId={message.id} senderId={row.senderId} body={row.body} />}
    </>
  );
}

function Divider({ children }: { children: ReactNode }) {
  return (
    <h3 className="flex items-center gap-3 py-3 text-xs font-normal text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {children}
    </h3>
  );
}

function UnreadDivider() {
  const t = useTranslations("conversation");
  return (
    <p className="flex items-center gap-3 py-2 text-xs font-medium text-accent-ink before:h-px before:flex-1 before:bg-accent after:h-px after:flex-1 after:bg-accent">
      {t("newMessages")}
    </p>
  );
}
