"use client";

import { useEffect } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { useWideScreen } from "@/components/app-shell/use-wide-screen";
import { lastingPane, type Pane, paneOf } from "@/components/conversation/panes";
import { useTicketsByGroup } from "@/components/tickets/use-tickets";
import type { GroupRowView } from "@/lib/groups/contract";
import type { TicketRowView } from "@/lib/tickets/contract";

/** What of a workspace is shown, as its address says, and the ways from there. */
export function useWorkspace(groups: readonly GroupRowView[]) {
  const door = useDoor();
  const query = useQueryState();
  const ticketOf = useTicketOf(groups);
  useFirstGroup(groups);
  const groupId = query.get("group");
  const selected = groups.find((group) => group.id === groupId);
  const pane = selected ? paneOf(query.get("pane"), selected.kind, door.kind) : null;
  const place = (id: string, next: Pane | null = lastingPane(pane)) => ({
    group: id,
    message: null,
    pane: next,
  });
  return {
    groupId,
    messageId: query.get("message"),
    pane,
    selected,
    ticketOf,
    addressOf: (id: string) => query.addressWith(place(id)),
    open: (id: string, next?: Pane | null) => query.push(place(id, next)),
    back: () => query.push({ group: null, message: null, pane: null }),
    toggle: (next: Pane) => query.push({ pane: next === pane ? null : next }),
    closePane: () => query.push({ pane: null }),
    leaveMessage: () => query.replace({ message: null }),
  };
}

export type Workspace = ReturnType<typeof useWorkspace>;

/** The ticket of a group: of the one both sides are in, and of the service side's own, which bears the same name. */
function useTicketOf(groups: readonly GroupRowView[]): (group: GroupRowView) => TicketRowView | undefined {
  const tickets = useTicketsByGroup();
  return (group) => {
    if (group.kind !== "internal") return tickets.get(group.id);
    const shared = groups.find(({ kind, name }) => kind === "ticket" && name === group.name);
    return shared && tickets.get(shared.id);
  };
}

/** Where both panes fit, one group is always open. */
function useFirstGroup(groups: readonly GroupRowView[]) {
  const query = useQueryState();
  const isWide = useWideScreen();
  const firstId = groups[0]?.id;
  const isMissing = query.get("group") === null;
  const address = firstId === undefined ? null : query.addressWith({ group: firstId });
  useEffect(() => {
    if (isWide && isMissing && address !== null) window.history.replaceState(null, "", address);
  }, [isWide, isMissing, address]);
}
