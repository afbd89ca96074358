"use client";

import { LoadFailure } from "@/components/app-shell/load-failure";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { RightPane } from "@/components/app-shell/right-pane";
import { useGroupRows } from "@/components/conversation/conversation-provider";
import { MessageMarkdown } from "@/components/conversation/markdown/message-markdown";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { StatusBadge } from "@/components/tickets/status-badge";
import { TicketClocks } from "@/components/tickets/ticket-pane/ticket-clocks";
import { TicketFacts } from "@/components/tickets/ticket-pane/ticket-facts";
import { TicketMoves } from "@/components/tickets/ticket-pane/ticket-moves";
import { TicketTimeline } from "@/components/tickets/ticket-pane/ticket-timeline";
import { useMoment } from "@/components/tickets/use-moment";
import { useTicket } from "@/components/tickets/use-tickets";
import { classNames } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import type { TicketView } from "@/lib/tickets/contract";

type TicketPaneProps = {
  ticketId: string;
  onClose: () => void;
  onOpenGroup: (groupId: string) => void;
  /** Goes on with this ticket in a new one; null where the reader cannot. */
  onContinue: ((ticket: TicketView) => void) | null;
};

/** A ticket with everything about it: what may be done, what is promised, what it is about, what happened. */
export function TicketPane({ ticketId, onClose, onOpenGroup, onContinue }: TicketPaneProps) {
  const t = useTranslations("tickets.pane");
  const { data: ticket, error, refetch } = useTicket(ticketId);
  return (
    <RightPane title={t("title")} onClose={onClose}>
      <div
        aria-busy={!ticket && !error}
        className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-4 py-4"
      >
        {error && <LoadFailure title={t("loadFailed")} error={error} onRetry={() => void refetch()} />}
        {ticket && (
          <>
            <TicketHead ticket={ticket} onOpenGroup={onOpenGroup} />
            <TicketMoves ticket={ticket} onContinue={onContinue && (() => onContinue(ticket))} />
            <Section title={t("clocks")}>
              <TicketClocks clocks={ticket.clocks} />
              <Promises ticket={ticket} />
            </Section>
            <Section title={t("facts")}>
              <TicketFacts ticket={ticket} />
            </Section>
            <Section title={t("description")}>
              <div className="break-words">
                <MessageMarkdown body={ticket.description} />
              </div>
            </Section>
            <Section title={t("timeline")}>
              <TicketTimeline events={ticket.events} />
            </Section>
          </>
        )}
        {!ticket && !error && <PaneSkeleton />}
      </div>
    </RightPane>
  );
}

type TicketHeadProps = { ticket: TicketView; onOpenGroup: (groupId: string) => void };

function TicketHead({ ticket, onOpenGroup }: TicketHeadProps) {
  const t = useTranslations("tickets.pane");
  const { number, title, severity, status, previous, next, internalGroupId } = ticket;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold break-words">
        #{number} <bdi>{title}</bdi>
      </h3>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityMark severity={severity} />
        <StatusBadge status={status} />
      </div>
      {internalGroupId !== null && (
        <GroupLink groupId={internalGroupId} onOpen={onOpenGroup}>
          <Lock aria-hidden="true" className="size-3.5 shrink-0" />
          {t("internalNotes")}
        </GroupLink>
      )}
      {previous && (
        <GroupLink groupId={previous.groupId} onOpen={onOpenGroup}>
          {t("previous", { number: previous.number })}
        </GroupLink>
      )}
      {next && (
        <GroupLink groupId={next.groupId} onOpen={onOpenGroup}>
          {t("next", { number: next.number })}
        </GroupLink>
      )}
    </div>
  );
}

type GroupLinkProps = { groupId: string; onOpen: (groupId: string) => void; children: ReactNode };

/** Leads to another group of the reader's; a group they are not in is only named. */
function GroupLink({ groupId, onOpen, children }: GroupLinkProps) {
  const isMine = useGroupRows().some(({ id }) => id === groupId);
  const style = "inline-flex items-center gap-1.5 self-start text-left";
  if (!isMine) return <p className={classNames(style, "text-ink-muted")}>{children}</p>;
  return (
    <button
      type="button"
      onClick={() => onOpen(groupId)}
      className={classNames(
        style,
        "min-h-6 text-accent-ink underline underline-offset-2 pointer-coarse:min-h-10",
      )}
    >
      {children}
    </button>
  );
}

/** The engineer's promise line, and what time does by itself. */
function Promises({ ticket: { promisedUpdateAt, autoCloseAt, reopenUntil } }: { ticket: TicketView }) {
  const t = useTranslations("tickets.pane");
  const moment = useMoment();
  return (
    <div className="mt-2 flex flex-col gap-1 text-sm text-ink-muted">
      {promisedUpdateAt !== null && <p>{t("promised", { time: moment(promisedUpdateAt) })}</p>}
      {autoCloseAt !== null && <p>{t("autoClose", { time: moment(autoCloseAt) })}</p>}
      {reopenUntil !== null && <p>{t("reopenUntil", { time: moment(reopenUntil) })}</p>}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

const lines = ["h-6 w-3/4", "h-5 w-1/2", "h-8 w-full", "h-20 w-full", "h-24 w-full"];

function PaneSkeleton() {
  return lines.map((line) => <Skeleton key={line} className={line} />);
}
