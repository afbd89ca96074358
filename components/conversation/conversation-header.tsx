"use client";

import { ChevronLeft, Users } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { GroupRowView } from "@/lib/groups/contract";

type ConversationHeaderProps = {
  group: GroupRowView;
  membersOpen: boolean;
  /** On a narrow screen: back to the list. */
  onBack: () => void;
  onToggleMembers: () => void;
};

/** Above a conversation: its name, how many are in it, and what can be opened beside it. */
export function ConversationHeader({ group, membersOpen, onBack, onToggleMembers }: ConversationHeaderProps) {
  const t = useTranslations("conversation");
  const common = useTranslations("common");
  const workbench = useTranslations("workbench");
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b px-2 md:px-4">
      <IconButton label={common("back")} onClick={onBack} className="md:hidden">
        <ChevronLeft />
      </IconButton>
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-lg leading-5 font-semibold">
          <bdi>{group.name}</bdi>
        </h2>
        <p className="truncate text-xs text-ink-faint">
          {group.kind === "main" && `${t("mainGroup")} · `}
          {t("members", { count: group.memberCount })}
        </p>
      </div>
      <Button
        variant="ghost"
        aria-label={workbench("members.title")}
        title={workbench("members.title")}
        aria-expanded={membersOpen}
        onClick={onToggleMembers}
        className={membersOpen ? "bg-selected text-accent-ink" : undefined}
      >
        <Users aria-hidden="true" className="size-4" />
        <span className="hidden lg:inline">{workbench("members.title")}</span>
      </Button>
    </header>
  );
}
