"use client";

import { useTranslations } from "use-intl";
import { ConversationProvider } from "@/components/conversation/conversation-provider";
import { GroupWorkspace } from "@/components/conversation/group-workspace";
import { customerColours } from "@/components/desk/customer-colours";
import { DeskAlarm } from "@/components/desk/desk-alarm";
import { DeskMenu } from "@/components/desk/desk-menu";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import type { GroupRowView } from "@/lib/groups/contract";

type ReadingProps = { me: string; groups: GroupRowView[] };

/** Conversations that somebody reads by their role, without being in them: as they are now, and nothing to be changed. */
export function Reading({ me, groups }: ReadingProps) {
  const t = useTranslations("opening");
  const colours = customerColours(groups.map((group) => group.organizationName));
  return (
    <ConversationProvider door={{ kind: "staff" }} me={me} initialGroups={groups} isLive={false}>
      <GroupWorkspace
        title={t("reading.title")}
        me={me}
        above={<DeskAlarm />}
        listHeader={
          <header className="shrink-0 border-b py-2 pr-2 pl-4">
            <div className="flex items-center gap-2">
              <p className="min-w-0 flex-1 truncate font-semibold">{t("reading.title")}</p>
              <Button size="small" onClick={() => window.location.reload()}>
                {t("reading.reload")}
              </Button>
              <ButtonLink size="small" href="/desk">
                {t("back")}
              </ButtonLink>
              <DeskMenu />
            </div>
            <p className="text-xs text-ink-faint">{t("reading.newest")}</p>
          </header>
        }
        customerLabelOf={(group) => group.organizationName}
        colourOf={(group) => colours.get(group.organizationName) ?? ""}
      />
    </ConversationProvider>
  );
}
