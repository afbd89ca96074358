"use client";

import { BriefcaseBusiness, Building2, ChevronLeft, Info, Lock, TicketPlus, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { HeaderButton } from "@/components/conversation/header-button";
import type { Pane } from "@/components/conversation/panes";
import { IconButton } from "@/components/ui/icon-button";
import type { GroupRowView } from "@/lib/groups/contract";

type ConversationHeaderProps = {
  group: GroupRowView;
  /** The pane that is open beside the conversation. */
  pane: Pane | null;
  /** Whether the group belongs to a ticket whose details can be shown. */
  hasDetails: boolean;
  /** On a narrow screen: back to the list. */
  onBack: () => void;
  onToggle: (pane: Pane) => void;
  /** Buttons of their own: Emergency in the main group, the way back from internal notes. */
  children?: ReactNode;
};

/** Above a conversation: its name, how many are in it, and what can be opened beside it. */
export function ConversationHeader(props: ConversationHeaderProps) {
  const { group, pane, hasDetails, onBack, onToggle, children } = props;
  const t = useTranslations("conversation");
  const common = useTranslations("common");
  const workbench = useTranslations("workbench");
  const workstation = useTranslations("workstation");
  const tickets = useTranslations("tickets");
  const isEmployee = useDoor().kind === "employee";
  const button = (name: Pane) => ({ isOpen: pane === name, onToggle: () => onToggle(name) });
  return (
    <header className="@container shrink-0 border-b">
      <div className="flex h-14 items-center gap-1 px-2 md:px-4">
        <IconButton label={common("back")} onClick={onBack} className="md:hidden">
          <ChevronLeft />
        </IconButton>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-lg leading-6 font-semibold">
            <bdi>{group.name}</bdi>
          </h2>
          <p className="truncate text-xs text-ink-faint">
            {group.kind === "main" && `${t("mainGroup")} · `}
            {group.kind === "internal" && <InternalMark />}
            {t("members", { count: group.memberCount })}
          </p>
        </div>
        {children}
        {group.kind === "main" && (
          <>
            <HeaderButton
              label={workstation("title")}
              icon={<BriefcaseBusiness aria-hidden="true" />}
              {...button("workstation")}
            />
            {isEmployee && !group.archived && (
              <HeaderButton
                primary
                label={tickets("create.open")}
                icon={<TicketPlus aria-hidden="true" />}
                {...button("create-ticket")}
              />
            )}
          </>
        )}
        {!isEmployee && (
          <HeaderButton
            label={tickets("header.customer")}
            icon={<Building2 aria-hidden="true" />}
            {...button("customer")}
          />
        )}
        {hasDetails && (
          <HeaderButton
            label={tickets("header.details")}
            icon={<Info aria-hidden="true" />}
            {...button("ticket")}
          />
        )}
        <HeaderButton
          label={workbench("members.title")}
          icon={<Users aria-hidden="true" />}
          {...button("members")}
        />
      </div>
    </header>
  );
}

function InternalMark() {
  const t = useTranslations("tickets.header");
  return (
    <span className="mr-1 text-warning-ink">
      <Lock aria-hidden="true" className="mr-1 inline size-3 align-[-1px]" />
      {t("internalNotes")}
      {" ·"}
    </span>
  );
}
