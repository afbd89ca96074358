"use client";

import { Inbox } from "lucide-react";
import { useTranslations } from "use-intl";
import { useBrand } from "@/components/app-shell/app-providers";
import { ConversationProvider, useGroupRows } from "@/components/conversation/conversation-provider";
import { GroupWorkspace } from "@/components/conversation/group-workspace";
import { customerColours } from "@/components/desk/customer-colours";
import { DeskAlarm } from "@/components/desk/desk-alarm";
import { DeskMenu } from "@/components/desk/desk-menu";
import { useSwitchGuard } from "@/components/desk/use-switch-guard";
import { EmptyState } from "@/components/ui/empty-state";
import type { GroupRowView } from "@/lib/groups/contract";

type DeskProps = { me: string; groups: GroupRowView[] };

/** The service team's page: the groups of all their customers, each under its customer's name and colour. */
export function Desk({ me, groups }: DeskProps) {
  return (
    <ConversationProvider door={{ kind: "staff" }} me={me} initialGroups={groups}>
      <DeskWorkspace me={me} />
    </ConversationProvider>
  );
}

function DeskWorkspace({ me }: { me: string }) {
  const t = useTranslations("desk");
  const { vendorName } = useBrand();
  const groups = useGroupRows();
  const colours = customerColours(groups.map((group) => group.organizationName));
  const guardOf = useSwitchGuard(groups);
  return (
    <GroupWorkspace
      title={t("title")}
      me={me}
      above={<DeskAlarm />}
      listHeader={
        <header className="flex h-14 shrink-0 items-center gap-2 border-b pr-2 pl-4">
          <div className="min-w-0 flex-1">
            <p className="truncate leading-5 font-semibold">{t("title")}</p>
            <p className="truncate text-xs text-ink-faint">{vendorName}</p>
          </div>
          <DeskMenu />
        </header>
      }
      noGroups={
        <EmptyState icon={<Inbox />} title={t("noGroups.title")}>
          {t("noGroups.text")}
        </EmptyState>
      }
      customerLabelOf={(group) => group.organizationName}
      colourOf={(group) => colours.get(group.organizationName) ?? ""}
      guardOf={guardOf}
    />
  );
}
