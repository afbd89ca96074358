"use client";

import type { ReactNode } from "react";
import type { Creating } from "@/components/conversation/use-created-ticket";
import type { Workspace } from "@/components/conversation/use-workspace";
import { MembersPane } from "@/components/members/members-pane";
import { CreateTicketPane } from "@/components/tickets/create-ticket/create-ticket-pane";
import { useMessageSelection } from "@/components/tickets/from-messages/message-selection";
import { TicketPane } from "@/components/tickets/ticket-pane/ticket-pane";
import { WorkstationPane } from "@/components/workstation/workstation-pane";
import type { GroupRowView } from "@/lib/groups/contract";

type SidePaneProps = {
  group: GroupRowView;
  me: string;
  workspace: Workspace;
  creating: Creating;
  /** What the customer's side is called. */
  customerLabel: string;
  /** What is known of the customer, where the reader may know it. */
  renderCustomer?: ((group: GroupRowView, workspace: Workspace) => ReactNode) | undefined;
};

/** What stands beside the conversation. */
export function SidePane(props: SidePaneProps) {
  const { group, me, workspace, creating, customerLabel, renderCustomer } = props;
  const { start } = useMessageSelection();
  const { pane, closePane, open } = workspace;
  const ticket = workspace.ticketOf(group);
  if (pane === "members")
    return (
      <MembersPane key={group.id} group={group} me={me} customerLabel={customerLabel} onClose={closePane} />
    );
  if (pane === "customer") return renderCustomer?.(group, workspace);
  if (pane === "workstation")
    return (
      <WorkstationPane
        key={group.id}
        mainGroup={group}
        me={me}
        customerLabel={customerLabel}
        onClose={closePane}
        onOpenGroup={open}
      />
    );
  if (pane === "ticket" && ticket)
    return (
      <TicketPane
        key={ticket.id}
        ticketId={ticket.id}
        onClose={closePane}
        onOpenGroup={open}
        onContinue={creating.continueIn(ticket.mainGroupId)}
      />
    );
  if (pane === "create-ticket")
    return (
      <CreateTicketPane
        key={group.id}
        groupId={group.id}
        me={me}
        onClose={closePane}
        onCreated={creating.handleCreated}
        onOpenGroup={open}
        onQuote={() => {
          closePane();
          start();
        }}
      />
    );
  return null;
}
