"use client";

import { AtSign, Lock } from "lucide-react";
import { useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { useExcerptText } from "@/components/conversation/use-excerpt-text";
import { useNoticeText } from "@/components/conversation/use-notice-text";
import { ListTime } from "@/components/conversation/message-time";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { type GroupRowView, UNREAD_LIMIT } from "@/lib/groups/contract";
import type { TicketRowView } from "@/lib/tickets/contract";

type RowLooks = {
  /** The colour of a group's customer, where several are in one list. */
  colourOf?: (group: GroupRowView) => string;
  /** The ticket of a ticket group. */
  ticketOf: (group: GroupRowView) => TicketRowView | undefined;
};

type GroupListProps = RowLooks & {
  groups: readonly GroupRowView[];
  selectedId: string | null;
  /** Where a group is shown: a link that can be copied or opened elsewhere. */
  addressOf: (groupId: string) => string;
  onSelect: (groupId: string) => void;
};

/** The conversation list: name, last message, time, unread count and whether I am mentioned; of tickets how they stand. */
export function GroupList({ groups, selectedId, addressOf, onSelect, ...looks }: GroupListProps) {
  return (
    <ul className="flex flex-col gap-0.5 p-2">
      {groups.map((group) => (
        <li key={group.id}>
          <a
            href={addressOf(group.id)}
            aria-current={group.id === selectedId ? "page" : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
              event.preventDefault();
              onSelect(group.id);
            }}
            className={classNames(
              "flex w-full items-center gap-3 rounded-md px-2 py-2 text-left transition-colors",
              group.id === selectedId ? "bg-selected" : "hover:bg-hover",
            )}
          >
            <GroupRow group={group} {...looks} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function GroupRow({ group, colourOf, ticketOf }: RowLooks & { group: GroupRowView }) {
  const ticket = ticketOf(group);
  const isMuted = group.kind === "internal" || ticket?.status === "closed";
  return (
    <>
      <GroupPicture group={group} colour={colourOf?.(group)} hasIncident={ticket?.hasOpenIncident === true} />
      <span className="min-w-0 flex-1">
        {colourOf && group.organizationName !== group.name && (
          <bdi className="block truncate text-xs text-ink-muted">{group.organizationName}</bdi>
        )}
        <span className="flex items-baseline gap-2">
          {ticket && <SeverityMark short severity={ticket.severity} className="text-ink-muted" />}
          <bdi className={classNames("min-w-0 flex-1 truncate font-medium", isMuted && "text-ink-faint")}>
            {group.name}
          </bdi>
          {group.lastMessage && (
            <ListTime instant={group.lastMessage.createdAt} className="shrink-0 text-xs text-ink-faint" />
          )}
        </span>
        <span className="flex h-5 items-center gap-2">
          <StateMark group={group} ticket={ticket} />
          <LastMessage group={group} />
          <UnreadMarks group={group} />
        </span>
      </span>
    </>
  );
}

type GroupPictureProps = { group: GroupRowView; colour: string | undefined; hasIncident: boolean };

function GroupPicture({ group, colour, hasIncident }: GroupPictureProps) {
  const t = useTranslations("tickets.header");
  if (group.kind === "internal")
    return (
      <span
        aria-hidden="true"
        className="inline-flex size-10 shrink-0 items-center justify-center rounded-lg border border-dashed border-line-strong text-ink-muted"
      >
        <Lock className="size-4" />
      </span>
    );
  return (
    <span className="relative shrink-0">
      <Avatar name={group.organizationName} shape="square" size="large" colour={colour} />
      {hasIncident && (
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

/** Before the last message, where a row is muted: why. */
export function StateMark({ group, ticket }: { group: GroupRowView; ticket: TicketRowView | undefined }) {
  const t = useTranslations("tickets");
  const tOpening = useTranslations("opening");
  if (group.reader?.by === "break_glass" && group.reader.until !== null)
    return (
      <span className="shrink-0 text-xs text-warning-ink">
        {tOpening("mark", { at: new Date(group.reader.until) })}
      </span>
    );
  if (group.kind === "internal")
    return <span className="shrink-0 text-xs text-warning-ink">{t("header.internalNotes")}</span>;
  if (ticket?.status !== "closed") return null;
  return (
    <span className="inline-block shrink-0 text-xs text-ink-faint first-letter:uppercase">
      {t("status.closed")}
    </span>
  );
}

/** The last message as a row tells it. */
export function LastMessage({ group }: { group: GroupRowView }) {
  const t = useTranslations("conversation");
  const last = group.lastMessage;
  const excerptText = useExcerptText();
  const noticeText = useNoticeText();
  const nameOf = usePersonName();
  if (last?.notice)
    return (
      <span className="min-w-0 flex-1 truncate text-sm text-ink-faint">{noticeText(last.notice).title}</span>
    );
  return (
    <bdi className="min-w-0 flex-1 truncate text-sm text-ink-faint">
      {last?.recalled
        ? t("moves.recalledLast")
        : last
          ? t("announcement", {
              name: last.senderName === null ? t("unknownPerson") : nameOf(last.senderName),
              text: excerptText(last.excerpt.replace(/@all(?!\w)/g, `@${t("everyone")}`), last.files),
            })
          : // Of what an auditor reads, what was said stands in the conversation alone.
            group.reader === null && t("noMessageYet")}
    </bdi>
  );
}

type Unread = Pick<GroupRowView, "unread" | "mentionsMe">;

/** How many messages are unread, and whether one of them mentions the reader. */
export function UnreadMarks({ group }: { group: Unread }) {
  const t = useTranslations("conversation");
  if (group.unread === 0) return null;
  return (
    <span className="flex shrink-0 items-center gap-1">
      {group.mentionsMe && (
        <span className="text-danger-ink">
          <AtSign aria-hidden="true" className="size-4" strokeWidth={2.5} />
          <VisuallyHidden>{t("mentionsYou")}</VisuallyHidden>
        </span>
      )}
      <span className="min-w-5 rounded-full bg-danger-solid px-1.5 text-center text-xs leading-5 font-medium text-on-solid">
        <span aria-hidden="true">{group.unread >= UNREAD_LIMIT ? "99+" : group.unread}</span>
        <VisuallyHidden>{t("unread", { count: group.unread })}</VisuallyHidden>
      </span>
    </span>
  );
}
