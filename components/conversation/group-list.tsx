"use client";

import { AtSign } from "lucide-react";
import { useTranslations } from "use-intl";
import { useNoticeText } from "@/components/conversation/use-notice-text";
import { ListTime } from "@/components/conversation/message-time";
import { Avatar } from "@/components/ui/avatar";
import { classNames } from "@/components/ui/class-names";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { type GroupRowView, UNREAD_LIMIT } from "@/lib/groups/contract";

type GroupListProps = {
  groups: readonly GroupRowView[];
  selectedId: string | null;
  /** Where a group is shown: a link that can be copied or opened elsewhere. */
  addressOf: (groupId: string) => string;
  onSelect: (groupId: string) => void;
  /** The colour of a group's customer, where several are in one list. */
  colourOf?: (group: GroupRowView) => string;
};

/** The conversation list: name, last message, time, unread count and whether I am mentioned. */
export function GroupList({ groups, selectedId, addressOf, onSelect, colourOf }: GroupListProps) {
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
            <Avatar name={group.organizationName} shape="square" size="large" colour={colourOf?.(group)} />
            <span className="min-w-0 flex-1">
              {colourOf && group.organizationName !== group.name && (
                <bdi className="block truncate text-xs text-ink-muted">{group.organizationName}</bdi>
              )}
              <span className="flex items-baseline gap-2">
                <bdi className="min-w-0 flex-1 truncate font-medium">{group.name}</bdi>
                {group.lastMessage && (
                  <ListTime
                    instant={group.lastMessage.createdAt}
                    className="shrink-0 text-xs text-ink-faint"
                  />
                )}
              </span>
              <span className="flex h-5 items-center gap-2">
                <LastMessage group={group} />
                <UnreadMarks group={group} />
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function LastMessage({ group }: { group: GroupRowView }) {
  const t = useTranslations("conversation");
  const last = group.lastMessage;
  const noticeText = useNoticeText();
  if (last?.notice)
    return (
      <span className="min-w-0 flex-1 truncate text-sm text-ink-faint">{noticeText(last.notice).title}</span>
    );
  return (
    <bdi className="min-w-0 flex-1 truncate text-sm text-ink-faint">
      {last
        ? t("announcement", {
            name: last.senderName ?? t("unknownPerson"),
            text: last.excerpt.replace(/@all(?!\w)/g, `@${t("everyone")}`),
          })
        : t("noMessageYet")}
    </bdi>
  );
}

function UnreadMarks({ group }: { group: GroupRowView }) {
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
