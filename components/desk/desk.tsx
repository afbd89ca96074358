"use client";

import { useTranslations } from "use-intl";
import { useBrand } from "@/components/app-shell/app-providers";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { ComposerToolsContext } from "@/components/conversation/composer/composer-tools";
import { ConversationProvider, useGroupRows } from "@/components/conversation/conversation-provider";
import { GroupWorkspace } from "@/components/conversation/group-workspace";
import { customerColours } from "@/components/desk/customer-colours";
import { CustomerPane } from "@/components/desk/customer/customer-pane";
import { DeskAlarm } from "@/components/desk/desk-alarm";
import { DeskMenu } from "@/components/desk/desk-menu";
import { Inbox } from "@/components/desk/inbox/inbox";
import { UnjoinedTicket } from "@/components/desk/inbox/unjoined-ticket";
import { useMacroTools } from "@/components/desk/macros/use-macro-tools";
import { OpenOffer } from "@/components/desk/opening/open-offer";
import { OpenTicketCommands } from "@/components/desk/palette/open-ticket-commands";
import { useSwitchGuard } from "@/components/desk/use-switch-guard";
import type { GroupRowView } from "@/lib/groups/contract";

type DeskProps = {
  me: string;
  groups: GroupRowView[];
  /** Whether the reader leads the service team. */
  leads: boolean;
};

/** The service team's page: the inbox over all their customers, each under its name and colour, and a conversation beside it. */
export function Desk({ me, groups, leads }: DeskProps) {
  return (
    <ConversationProvider door={{ kind: "staff" }} me={me} initialGroups={groups} leads={leads}>
      <ComposerToolsContext value={useMacroTools()}>
        <DeskWorkspace me={me} />
      </ComposerToolsContext>
    </ConversationProvider>
  );
}

function DeskWorkspace({ me }: { me: string }) {
  const t = useTranslations("desk");
  const { vendorName } = useBrand();
  const groups = useGroupRows();
  const colours = customerColours(groups.map((group) => group.organizationName));
  // Of customers in none of whose groups the reader is, there are only tickets to take.
  const colourOf = (customer: string) =>
    colours.get(customer) ?? customerColours([customer]).get(customer) ?? "";
  const ticketNumber = useQueryState().get("ticket");
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
      renderList={(workspace) => {
        const ticket = workspace.selected && workspace.ticketOf(workspace.selected);
        return (
          <>
            <Inbox workspace={workspace} colourOf={colourOf} />
            {ticket && <OpenTicketCommands key={ticket.id} me={me} ticketId={ticket.id} />}
          </>
        );
      }}
      instead={
        ticketNumber !== null && (
          <UnjoinedTicket key={ticketNumber} number={ticketNumber} colourOf={colourOf} />
        )
      }
      customerLabelOf={(group) => group.organizationName}
      colourOf={(group) => colourOf(group.organizationName)}
      guardOf={guardOf}
      renderMissing={(groupId) => <OpenOffer groupId={groupId} />}
      renderCustomer={(group, { closePane, open, counterpartOf }) => (
        <CustomerPane
          key={group.id}
          group={group}
          people={(group.kind === "internal" && counterpartOf(group)) || group}
          me={me}
          onClose={closePane}
          onOpenGroup={open}
        />
      )}
    />
  );
}
