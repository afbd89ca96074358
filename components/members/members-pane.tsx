"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { RightPane } from "@/components/app-shell/right-pane";
import { useGroupState } from "@/components/conversation/conversation-provider";
import { MemberList } from "@/components/members/member-list";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { GroupRowView, Side } from "@/lib/groups/contract";

type MembersPaneProps = {
  group: GroupRowView;
  me: string;
  /** What the customer's tab is called: "My organization" for employees, the organization's name for staff. */
  customerLabel: string;
  onClose: () => void;
};

const widths = ["w-24", "w-32", "w-20", "w-28"];

/** Group Member Management: who is in the group, by side. */
export function MembersPane({ group, me, customerLabel, onClose }: MembersPaneProps) {
  const t = useTranslations("workbench");
  const { loaded, members } = useGroupState(group.id);
  const [side, setSide] = useState<Side>("customer");
  const present = [...members.values()].filter((member) => member.present);
  const countOf = (wanted: Side) => present.filter((member) => member.side === wanted).length;

  return (
    <RightPane title={t("members.title")} onClose={onClose}>
      {loaded ? (
        <Tabs
          label={t("members.title")}
          tabs={[
            { id: "customer", label: t("members.tab", { name: customerLabel, count: countOf("customer") }) },
            {
              id: "service",
              label: t("members.tab", { name: t("members.serviceTeam"), count: countOf("service") }),
            },
          ]}
          selected={side}
          onSelect={setSide}
          className="flex min-h-0 flex-1 flex-col"
          panelClassName="flex min-h-0 flex-1 flex-col"
        >
          <MemberList key={side} members={present.filter((member) => member.side === side)} me={me} />
        </Tabs>
      ) : (
        <div aria-busy="true" className="flex flex-col gap-1 p-4">
          {widths.map((width) => (
            <div key={width} className="flex h-12 items-center gap-3">
              <Skeleton round className="size-8" />
              <Skeleton className={`h-4 ${width}`} />
            </div>
          ))}
        </div>
      )}
    </RightPane>
  );
}
