"use client";

import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { useGroupState } from "@/components/conversation/conversation-provider";
import { MemberDialog } from "@/components/members/member-dialog";
import { MemberList } from "@/components/members/member-list";
import type { ChosenMove } from "@/components/members/member-moves";
import { useRoster } from "@/components/members/use-roster";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { GroupRowView, MemberView, Side } from "@/lib/groups/contract";

type MembersBySideProps = {
  group: GroupRowView;
  me: string;
  /** What the customer's tab is called: "My organization" for employees, the organization's name for staff. */
  customerLabel: string;
  /** What the tabs divide, for screen readers. */
  label: string;
  /** Whether roles and membership can be changed here. */
  manages?: boolean;
};

const widths = ["w-24", "w-32", "w-20", "w-28"];

/** Who is in a group: a tab for each side. */
export function MembersBySide({ group, me, customerLabel, label, manages = false }: MembersBySideProps) {
  const t = useTranslations("workbench");
  const { loaded, members } = useGroupState(group.id);
  const roster = useRoster(group.id, me, members);
  const [side, setSide] = useState<Side>("customer");
  const [chosen, setChosen] = useState<ChosenMove | null>(null);
  const present = useMemo(() => bySide(members), [members]);
  const names = { customer: customerLabel, service: t("members.serviceTeam") };

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
    <>
      <Tabs
        label={label}
        tabs={(["customer", "service"] as const).map((id) => ({
          id,
          label: t("members.tab", { name: names[id], count: present[id].length }),
        }))}
        selected={side}
        onSelect={setSide}
        className="flex min-h-0 flex-1 flex-col"
        panelClassName="flex min-h-0 flex-1 flex-col"
      >
        <MemberList
          key={side}
          label={names[side]}
          members={present[side]}
          me={me}
          roster={roster}
          onChoose={manages ? setChosen : undefined}
        />
      </Tabs>
      {chosen && <MemberDialog group={group} me={me} chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function bySide(members: ReadonlyMap<string, MemberView>): Record<Side, MemberView[]> {
  const present = [...members.values()].filter((member) => member.present);
  return {
    customer: present.filter(({ side }) => side === "customer"),
    service: present.filter(({ side }) => side === "service"),
  };
}
