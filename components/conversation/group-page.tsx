"use client";

import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import type { SendQuestion } from "@/components/conversation/composer/send-questions";
import { Conversation } from "@/components/conversation/conversation";
import { ConversationHeader } from "@/components/conversation/conversation-header";
import type { Creating } from "@/components/conversation/use-created-ticket";
import type { Workspace } from "@/components/conversation/use-workspace";
import { EmergencyButton } from "@/components/incidents/emergency-button";
import { IncidentBanner } from "@/components/incidents/incident-banner";
import { ReminderButton } from "@/components/reminders/reminder-button";
import { CreatedNote } from "@/components/tickets/created-note";
import { SelectionBar } from "@/components/tickets/from-messages/selection-bar";
import { RatingCard } from "@/components/tickets/rating/rating-card";
import { TicketBar } from "@/components/tickets/ticket-bar";
import { useTicket } from "@/components/tickets/use-tickets";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
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
  const shared = group.kind === "ticket" ? ticket : undefined;
  const { data: whole } = useTicket(shared?.id ?? null);
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
        <OwnButton group={group} ticket={ticket} onOpen={workspace.open} />
      </ConversationHeader>
      {shared && <TicketState row={shared} ticket={whole} />}
      {group.kind === "internal" && <InternalHint />}
      {created?.groupId === group.id && (
        <CreatedNote
          ticket={created}
          emergency={
            shared?.hasOpenIncident ? null : <EmergencyButton groupId={group.id} ticketId={created.id} />
          }
          onClose={creating.dismiss}
        />
      )}
      <Conversation
        key={group.id}
        group={group}
        me={me}
        messageId={workspace.messageId}
        onLeaveMessage={workspace.leaveMessage}
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

type OwnButtonProps = {
  group: GroupRowView;
  ticket: TicketRowView | undefined;
  onOpen: (groupId: string) => void;
};

/** The button that only this kind of group has. */
function OwnButton({ group, ticket, onOpen }: OwnButtonProps) {
  const t = useTranslations("tickets.header");
  if (group.kind === "main" && !group.archived) return <EmergencyButton groupId={group.id} ticketId={null} />;
  if (group.kind !== "internal" || !ticket) return null;
  return (
    <Button variant="ghost" onClick={() => onOpen(ticket.groupId)}>
      {t("toTicket")}
    </Button>
  );
}

function InternalHint() {
  const t = useTranslations("tickets.header");
  return (
    <Banner tone="warning" className="rounded-none">
      {t("internalHint")}
    </Banner>
  );
}
