"use client";

import { MessagesSquare } from "lucide-react";
import { useTranslations } from "use-intl";
import { useBrand } from "@/components/app-shell/app-providers";
import { PreferencesMenu } from "@/components/app-shell/preferences-menu";
import { ConversationProvider } from "@/components/conversation/conversation-provider";
import { GroupWorkspace } from "@/components/conversation/group-workspace";
import { Avatar } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import type { GroupRowView } from "@/lib/groups/contract";

type WorkbenchProps = {
  appId: string;
  me: string;
  enterprise: { name: string; avatarUrl: string | null };
  groups: GroupRowView[];
};

/** The employees' page: their enterprise, its groups, the conversation. */
export function Workbench({ appId, me, enterprise, groups }: WorkbenchProps) {
  const t = useTranslations("workbench");
  const { productName } = useBrand();
  return (
    <ConversationProvider door={{ kind: "employee", appId }} me={me} initialGroups={groups}>
      <GroupWorkspace
        title={productName}
        me={me}
        listHeader={
          <header className="flex h-14 shrink-0 items-center gap-3 border-b px-4">
            <Avatar name={enterprise.name} src={enterprise.avatarUrl} shape="square" />
            <p className="min-w-0 flex-1 truncate font-semibold" title={enterprise.name}>
              <bdi>{enterprise.name}</bdi>
            </p>
            <PreferencesMenu />
          </header>
        }
        noGroups={
          <EmptyState icon={<MessagesSquare />} title={t("noMainGroup.title")}>
            {t("noMainGroup.text")}
          </EmptyState>
        }
        customerLabelOf={() => t("members.myOrganization")}
      />
    </ConversationProvider>
  );
}
