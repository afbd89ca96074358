"use client";

import { Clock, Lock } from "lucide-react";
import { useTranslations } from "use-intl";
import { LastMessage, StateMark, UnreadMarks } from "@/components/conversation/group-list";
import { ListTime } from "@/components/conversation/message-time";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { useNow } from "@/components/ui/use-now";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { InboxRowView } from "@/lib/desk/contract";
import type { GroupRowView } from "@/lib/groups/contract";
import type { TicketRowView } from "@/lib/tickets/contract";

export type InboxRowProps = {
  row: InboxRowView;
  /** The row's group as the conversations know it; none where the reader is not in it. */
  group: GroupRowView | undefined;
  /** The service side's own group of the row's ticket. */
  inner: GroupRowView | undefined;
  ticket: TicketRowView | undefined;
  colour: string;
};

/** A row of the inbox: whose it is and what is due, its name, what was said last and how much is unread. */
export function InboxRow({ row, group, inner, ticket, colour }: InboxRowProps) {
  const { severity, status } = ticket ?? row.ticket ?? {};
  const isMuted = row.archived || status === "closed";
  return (
    <>
      <Picture row={row} colour={colour} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2 text-xs text-ink-muted">
          <bdi className="min-w-0 flex-1 truncate">{row.organizationName}</bdi>
          <When row={row} />
        </span>
        <span className="flex items-baseline gap-2">
          {severity && <SeverityMark short severity={severity} className="text-ink-muted" />}
          <bdi className={classNames("min-w-0 flex-1 truncate font-medium", isMuted && "text-ink-faint")}>
            {row.name}
          </bdi>
        </span>
        <span className="flex h-5 items-center gap-2">
          {group ? (
            <>
              <StateMark group={group} ticket={ticket} />
              <LastMessage group={group} />
              {inner && <InnerMark inner={inner} />}
              <UnreadMarks group={group} />
            </>
          ) : (
            <Outside row={row} />
          )}
        </span>
      </span>
    </>
  );
}

function Picture({ row, colour }: Pick<InboxRowProps, "row" | "colour">) {
  const t = useTranslations("tickets.header");
  return (
    <span className="relative shrink-0">
      <Avatar name={row.organizationName} shape="square" size="large" colour={colour} />
      {row.incidentAt !== null && (
        <span className="absolute -top-1 -right-1 flex size-3">
          <span
            aria-hidden="true"
            className="absolute inline-flex size-full animate-ping rounded-full bg-danger-solid opacity-75"
          />
          <span className="relative inline-flex size-3 rounded-full border-2 border-sunken bg-danger-solid" />
          <VisuallyHidden>{t("incident")}</VisuallyHidden>
        </span>
      )}
    </span>
  );
}

/** What is promised next; else when something was said last. */
function When({ row }: { row: InboxRowView }) {
  const t = useTranslations("inbox.row");
  const now = useNow();
  const dueAt = row.ticket?.nextDueAt;
  if (dueAt) {
    const isOver = now !== null && Date.parse(dueAt) <= now;
    return (
      <span
        className={classNames(
          "inline-flex shrink-0 items-center gap-1 self-center tabular-nums",
          isOver && "font-medium text-danger-ink",
        )}
      >
        <Clock aria-hidden="true" className="size-3" />
        <VisuallyHidden>{t(isOver ? "overdue" : "due")}</VisuallyHidden>
        <ListTime instant={dueAt} />
      </span>
    );
  }
  return <ListTime instant={row.activityAt} className="shrink-0 text-ink-faint" />;
}

/** How much is unread of the internal notes. */
function InnerMark({ inner }: { inner: GroupRowView }) {
  const t = useTranslations("inbox");
  if (inner.unread === 0) return null;
  return (
    <span className="flex shrink-0 items-center text-warning-ink">
      <Lock aria-hidden="true" className="size-3.5" />
      <VisuallyHidden>{t("row.internalUnread")}</VisuallyHidden>
      {inner.mentionsMe && <UnreadMarks group={inner} />}
    </span>
  );
}

/** Of a ticket whose group the reader is not in: who has it. */
function Outside({ row }: { row: InboxRowView }) {
  const t = useTranslations("inbox");
  const assignee = row.ticket?.assignee;
  return (
    <span
      className={classNames("min-w-0 truncate text-sm", assignee ? "text-ink-faint" : "text-warning-ink")}
    >
      {assignee ? t("row.with", { name: assignee.name }) : t("row.nobody")}
    </span>
  );
}
