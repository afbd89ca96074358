"use client";

import { useTranslations } from "use-intl";
import { RightPane } from "@/components/app-shell/right-pane";
import { AddPeople } from "@/components/invitations/add-people";
import { MembersBySide } from "@/components/members/members-by-side";
import type { GroupRowView } from "@/lib/groups/contract";

type MembersPaneProps = {
  group: GroupRowView;
  me: string;
  /** What the customer's tab is called: "My organization" for employees, the organization's name for staff. */
  customerLabel: string;
  onClose: () => void;
};

/** Group Member Management: who is in the group, by side; who more is to come, and who is to go. */
export function MembersPane({ group, me, customerLabel, onClose }: MembersPaneProps) {
  const t = useTranslations("workbench");
  return (
    <RightPane title={t("members.title")} onClose={onClose}>
      {!group.archived && (
        <div className="px-4 pt-3 empty:hidden">
          <AddPeople groupId={group.id} />
        </div>
      )}
      <MembersBySide manages group={group} me={me} customerLabel={customerLabel} label={t("members.title")} />
    </RightPane>
  );
}
