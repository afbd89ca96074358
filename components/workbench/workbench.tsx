"use client";

import { useTranslations } from "use-intl";
import { useBrand } from "@/components/app-shell/app-providers";
import { ConversationProvider } from "@/components/conversation/conversation-provider";
import { GroupWorkspace } from "@/components/conversation/group-workspace";
import { LatePresses } from "@/components/reminders/late-presses";
import { PressesProvider } from "@/components/reminders/presses-provider";
import { Avatar } from "@/components/ui/avatar";
import { CardsFailNote } from "@/components/workbench/cards-fail-note";
import { MissingMainGroup, MissingMainGroupNote } from "@/components/workbench/missing-main-group";
import { useMainGroupRequest } from "@/components/workbench/use-main-group-request";
import { WorkbenchMenu } from "@/components/workbench/workbench-menu";
import type { MainGroupRequestView } from "@/lib/channels/contract";
import type { GroupRowView } from "@/lib/groups/contract";
import type { NotificationSettingsView } from "@/lib/notifications/contract";

type WorkbenchProps = {
  appId: string;
  me: string;
  enterprise: { name: string; avatarUrl: string | null };
  groups: GroupRowView[];
  /** Who asks for the service main group, as long as nobody has answered. */
  mainGroupRequest: MainGroupRequestView | null;
  /** Whether the channel's cards cannot be sent at present. */
  cardsFail: boolean;
  notificationSettings: NotificationSettingsView;
};

/** The employees' page: their enterprise, its groups, the conversation. */
export function Workbench({
  appId,
  me,
  enterprise,
  groups,
  mainGroupRequest,
  cardsFail,
  notificationSettings,
}: WorkbenchProps) {
  const t = useTranslations("workbench");
  const { productName } = useBrand();
  const requesting = useMainGroupRequest(appId, mainGroupRequest);
  return (
    <ConversationProvider door={{ kind: "employee", appId }} me={me} initialGroups={groups}>
      <PressesProvider me={me}>
        <GroupWorkspace
          title={productName}
          me={me}
          above={<LatePresses />}
          listHeader={
            <>
              <header className="flex h-14 shrink-0 items-center gap-3 border-b px-4">
                <Avatar name={enterprise.name} src={enterprise.avatarUrl} shape="square" />
                <p className="min-w-0 flex-1 truncate font-semibold" title={enterprise.name}>
                  <bdi>{enterprise.name}</bdi>
                </p>
                <WorkbenchMenu appId={appId} settings={notificationSettings} />
              </header>
              <MissingMainGroupNote requesting={requesting} />
              {cardsFail && <CardsFailNote />}
            </>
          }
          noGroups={<MissingMainGroup requesting={requesting} />}
          customerLabelOf={() => t("members.myOrganization")}
        />
      </PressesProvider>
    </ConversationProvider>
  );
}
