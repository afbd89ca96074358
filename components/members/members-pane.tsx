"use client";

import { useTranslations } from "use-intl";
import { RightPane } from "@/components/app-shell/right-pane";
import { MembersBySide } from "@/components/members/members-by-side";
import type { GroupRowView } from "@/lib/groups/contract";

type MembersPaneProps = {
  group: GroupRowView;
  me: string;
  /** What the customer's tab is called: "My organization" for employees, the organization's name for staff. */
  customerLabel: string;
  onClose: () => void;
};

/** Group Member Management: who is in the group, by side. */
export function MembersPane({ group, me, customerLabel, onClose }: MembersPaneProps) {
  const t = useTranslations("workbench");
  return (
    <RightPane title={t("members.title")} onClose={onClose}>
      <MembersBySide group={group} me={me} customerLabel={customerLabel} label={t("members.title")} />
    </RightPane>
  );
}
