"use client";

import { useTranslations } from "use-intl";
import { RightPane } from "@/components/app-shell/right-pane";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { MembersBySide } from "@/components/members/members-by-side";
import { Tabs } from "@/components/ui/tabs";
import { TicketTab } from "@/components/workstation/ticket-tab";
import type { GroupRowView } from "@/lib/groups/contract";

type WorkstationPaneProps = {
  mainGroup: GroupRowView;
  me: string;
  /** What the customer's side is called: "My organization" for employees, the organization's name for staff. */
  customerLabel: string;
  onClose: () => void;
  onOpenGroup: (groupId: string) => void;
};

const TAB = "ws-tab";

/** Enterprise Service Workstation: the tickets of a service group and the people of both sides. */
export function WorkstationPane({
  mainGroup,
  me,
  customerLabel,
  onClose,
  onOpenGroup,
}: WorkstationPaneProps) {
  const t = useTranslations("workstation");
  const address = useQueryState();
  const tab = address.get(TAB) === "participants" ? "participants" : "tickets";
  return (
    <RightPane wide title={t("title")} onClose={onClose}>
      <Tabs
        label={t("title")}
        tabs={[
          { id: "tickets", label: t("tickets") },
          { id: "participants", label: t("participants") },
        ]}
        selected={tab}
        onSelect={(chosen) => address.replace({ [TAB]: chosen === "tickets" ? null : chosen })}
        className="flex min-h-0 flex-1 flex-col"
        panelClassName="flex min-h-0 flex-1 flex-col"
      >
        {tab === "tickets" ? (
          <TicketTab mainGroupId={mainGroup.id} onOpenGroup={onOpenGroup} />
        ) : (
          <MembersBySide group={mainGroup} me={me} customerLabel={customerLabel} label={t("participants")} />
        )}
      </Tabs>
    </RightPane>
  );
}
