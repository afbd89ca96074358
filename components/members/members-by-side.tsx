"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useGroupState } from "@/components/conversation/conversation-provider";
import { MemberList } from "@/components/members/member-list";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { GroupRowView, Side } from "@/lib/groups/contract";

type MembersBySideProps = {
  group: GroupRowView;
  me: string;
  /** What the customer's tab is called: "My organization" for employees, the organization's name for staff. */
  customerLabel: string;
  /** What the tabs divide, for screen readers. */
  label: string;
};

const widths = ["w-24", "w-32", "w-20", "w-28"];

/** Who is in a group: a tab for each side. */
export function MembersBySide({ group, me, customerLabel, label }: MembersBySideProps) {
  const t = useTranslations("workbench");
  const { loaded, members } = useGroupState(group.id);
  const [side, setSide] = useState<Side>("customer");
  const present = [...members.values()].filter((member) => member.present);
  const countOf = (wanted: Side) => present.filter((member) => member.side === wanted).length;

  if (!loaded)
    return (
      <div aria-busy="true" className="flex flex-col gap-1 p-4">
        {widths.map((width) => (
          <div key={width} className="flex h-12 items-center gap-3">
            <Skeleton round className="size-8" />
            <Skeleton className={`h-4 ${width}`} />
          </div>
        ))}
      </div>
    );
  return (
    <Tabs
      label={label}
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
  );
}
