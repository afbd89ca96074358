"use client";

import { useDoor } from "@/components/app-shell/door-provider";
import type { SendQuestion } from "@/components/conversation/composer/send-questions";
import { Conversation } from "@/components/conversation/conversation";
import { ConversationHeader } from "@/components/conversation/conversation-header";
import type { Creating } from "@/components/conversation/use-created-ticket";
import { TicketTabs } from "@/components/conversation/ticket-tabs";
import type { Workspace } from "@/components/conversation/use-workspace";
import { EmergencyButton } from "@/components/incidents/emergency-button";
import { IncidentBanner } from "@/components/incidents/incident-banner";
import { ReminderButton } from "@/components/reminders/reminder-button";
import { CreatedNote } from "@/components/tickets/created-note";
import { SelectionBar } from "@/components/tickets/from-messages/selection-bar";
import { RatingCard } from "@/components/tickets/rating/rating-card";
import { TicketBar } from "@/components/tickets/ticket-bar";
import { useTicket } from "@/components/tickets/use-tickets";
import type { GroupRowView } from "@/lib/groups/contract";
import type { TicketReading } from "@/lib/tickets/browser/ticket-queries";
import type { TicketRowView } from "@/lib/tickets/contract";

type GroupPageProps = {
  group: GroupRowView;
  me: string;
  workspace: Workspace;
  creating: Creating;
  guard: (() => SendQuestion | null) | undefined;
};

/** One group: its header, how its ticket stands, the conversation. */
export function GroupPage({ group, me, workspace, creating, guard }: GroupPageProps) {
  const ticket = workspace.ticketOf(group);
  const { data: whole } = useTicket(ticket?.id ?? null);
  const { created } = creating;
  return (
    <>
      <ConversationHeader
        group={group}
        pane={workspace.pane}
        hasDetails={ticket !== undefined}
        onBack={workspace.back}
        onToggle={workspace.toggle}
      >
        {group.kind === "main" && !group.archived && <EmergencyButton groupId={group.id} ticketId={null} />}
      </ConversationHeader>
      {ticket && <TicketState row={ticket} ticket={whole} />}
      {created?.groupId === group.id && (
        <CreatedNote
          ticket={created}
          emergency={
            ticket?.hasOpenIncident ? null : <EmergencyButton groupId={group.id} ticketId={created.id} />
          }
          onClose={creating.dismiss}
        />
      )}
      <TicketTabs group={group} counterpart={workspace.counterpartOf(group)} onOpen={workspace.open}>
        <Conversation
          key={group.id}
          group={group}
          me={me}
          messageId={workspace.messageId}
          onLeaveMessage={workspace.leaveMessage}
          onShowMessage={workspace.showMessage}
          guard={guard}
          aboveComposer={
            <>
              <SelectionBar
                groupId={group.id}
                me={me}
                onDone={() => workspace.open(group.id, "create-ticket")}
              />
              {whole && <Rating ticketId={whole.id} resolution={whole.rateResolution} />}
            </>
          }
        />
      </TicketTabs>
    </>
  );
}

type TicketStateProps = { row: TicketRowView; ticket: TicketReading | undefined };

/** How a ticket stands, and its emergency while there is one. */
function TicketState({ row, ticket }: TicketStateProps) {
  const { id, number, groupId } = row;
  return (
    <>
      <TicketBar row={row} ticket={ticket}>
        <ReminderButton ticket={{ id, number }} />
        <EmergencyButton groupId={groupId} ticketId={id} />
      </TicketBar>
      <IncidentBanner ticketId={id} />
    </>
  );
}

function Rating({ ticketId, resolution }: { ticketId: string; resolution: number | null }) {
  const isEmployee = useDoor().kind === "employee";
  return isEmployee && <RatingCard key={ticketId} ticketId={ticketId} resolution={resolution} />;
}
