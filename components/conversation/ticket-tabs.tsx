"use client";

import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { UnreadMarks } from "@/components/conversation/group-list";
import { classNames } from "@/components/ui/class-names";
import { Tabs } from "@/components/ui/tabs";
import type { GroupRowView } from "@/lib/groups/contract";

type TicketTabsProps = {
  group: GroupRowView;
  /** The ticket's other group, for who is in both: the service side. */
  counterpart: GroupRowView | undefined;
  onOpen: (groupId: string) => void;
  children: ReactNode;
};

/** A ticket's conversation and the service side's notes on it, never to be taken for each other: the notes have a ground of their own, and say who reads them. */
export function TicketTabs({ group, counterpart, onOpen, children }: TicketTabsProps) {
  const t = useTranslations("tickets.header");
  const isNotes = group.kind === "internal";
  const content = (
    <>
      {isNotes && <OnlyServiceTeam />}
      {children}
    </>
  );
  const ground = isNotes ? "bg-warning-soft" : undefined;
  if (!counterpart)
    return <div className={classNames("flex min-h-0 flex-1 flex-col", ground)}>{content}</div>;
  const [shared, notes] = isNotes ? [counterpart, group] : [group, counterpart];
  const label = (words: ReactNode, of: GroupRowView) => (
    <span className="inline-flex items-center gap-1.5">
      {words}
      {of !== group && <UnreadMarks group={of} />}
    </span>
  );
  return (
    <Tabs
      label={t("places")}
      tabs={[
        { id: shared.id, label: label(t("conversation"), shared) },
        { id: notes.id, label: label(<NotesWords />, notes) },
      ]}
      selected={group.id}
      onSelect={onOpen}
      className="flex min-h-0 flex-1 flex-col"
      panelClassName={classNames("flex min-h-0 flex-1 flex-col", ground)}
    >
      {content}
    </Tabs>
  );
}

function NotesWords() {
  const t = useTranslations("tickets.header");
  return (
    <>
      <Lock aria-hidden="true" className="size-3.5" />
      {t("internalNotes")}
    </>
  );
}

function OnlyServiceTeam() {
  const t = useTranslations("tickets.header");
  return (
    <p className="flex shrink-0 items-center gap-2 border-b border-dashed border-warning-ink px-4 py-1.5 text-sm font-medium text-warning-ink">
      <Lock aria-hidden="true" className="size-3.5 shrink-0" />
      {t("internalHint")}
    </p>
  );
}
