"use client";

import { useTranslations } from "use-intl";
import { withoutOverrides } from "@/components/conversation/markdown/safe-url";
import { ClockTime } from "@/components/conversation/message-time";
import { usePeople } from "@/components/conversation/people-context";
import type { TimelineRow } from "@/components/conversation/timeline";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";

/** At the left of a message: the picture where a block starts, the time on hover below it. */
export function SenderGutter({ row }: { row: TimelineRow }) {
  const { members } = usePeople();
  const member = members.get(row.senderId ?? "");
  if (row.startsBlock) {
    return (
      <div className="w-8 shrink-0 pt-0.5">
        <Avatar name={member?.name ?? "?"} src={member?.avatarUrl} />
      </div>
    );
  }
  return (
    <div className="w-8 shrink-0 pt-0.5 text-right text-xs text-ink-faint opacity-0 group-focus-within/message:opacity-100 group-hover/message:opacity-100">
      <ClockTime instant={row.createdAt} />
    </div>
  );
}

/** Who says it and when; the badge of the service team comes from the person's side, never from a name. */
export function SenderLine({ row }: { row: TimelineRow }) {
  const t = useTranslations("conversation");
  const { members } = usePeople();
  const member = members.get(row.senderId ?? "");
  const hasLeft = member?.present === false;
  return (
    <p className="flex items-center gap-2 text-sm">
      <bdi className={classNames("truncate font-semibold", hasLeft && "text-ink-faint line-through")}>
        {withoutOverrides(member?.name ?? t("unknownPerson"))}
      </bdi>
      {member?.side === "service" && <Badge tone="accent">{t("serviceTeam")}</Badge>}
      {hasLeft && <span className="shrink-0 text-xs text-ink-faint">{t("left")}</span>}
      <ClockTime instant={row.createdAt} className="shrink-0 text-xs text-ink-faint" />
    </p>
  );
}
