"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import { useConversationClient } from "@/components/conversation/conversation-provider";
import { readMyTickets, readTicket, ticketKeys } from "@/lib/tickets/browser/ticket-queries";
import type { TicketRowView } from "@/lib/tickets/contract";

/** Clocks run: what is shown of a ticket is asked for again this often, besides at every change. */
const CLOCK_REFRESH = 60_000;

/** The reader's tickets by the id of their group: what list and header show of them. */
export function useTicketsByGroup(): ReadonlyMap<string, TicketRowView> {
  const door = useDoor();
  const { data } = useQuery({
    queryKey: ticketKeys.mine,
    queryFn: () => readMyTickets(door),
    select: byGroup,
  });
  return data ?? nothing;
}

const nothing: ReadonlyMap<string, TicketRowView> = new Map();

function byGroup(tickets: TicketRowView[]): ReadonlyMap<string, TicketRowView> {
  return new Map(tickets.map((ticket) => [ticket.groupId, ticket]));
}

/** One ticket, whole; null asks for none. */
export function useTicket(ticketId: string | null) {
  const door = useDoor();
  return useQuery({
    queryKey: ticketKeys.one(ticketId ?? ""),
    queryFn: () => readTicket(door, ticketId ?? ""),
    enabled: ticketId !== null,
    refetchInterval: CLOCK_REFRESH,
  });
}

const about = /^(?:ticket|reminder|incident|rating)\./;

/** Changes that come together, as at an emergency, make one question. */
const GATHERING = 300;

/** Keeps what the page holds of tickets true: every system line about one, and every change of what groups I am in, makes it ask again. Once per page. */
export function useTicketRefresh(): void {
  const conversations = useConversationClient();
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: ticketKeys.all });
      }, GATHERING);
    };
    const stops = [
      conversations.onNotice((_groupId, { kind }) => {
        if (about.test(kind)) refresh();
      }),
      conversations.onMembership(() => {
        // What nobody looks at is dropped rather than asked for: it may be another's now.
        queries.removeQueries({ queryKey: ticketKeys.all, type: "inactive" });
        refresh();
      }),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [conversations, queries]);
}
