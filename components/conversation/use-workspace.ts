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
  const counterpartOf = (group: GroupRowView) => counterpartIn(groups, group);
  useFirstGroup(groups);
  const groupId = query.get("group");
  const selected = groups.find((group) => group.id === groupId);
  const pane = selected ? paneOf(query.get("pane"), selected.kind, door.kind) : null;
  const place = (id: string, next: Pane | null = lastingPane(pane)) => ({
    group: id,
    message: null,
    pane: next,
    ticket: null,
  });
  return {
    groupId,
    messageId: query.get("message"),
    pane,
    selected,
    ticketOf,
    counterpartOf,
    addressOf: (id: string) => query.addressWith(place(id)),
    open: (id: string, next?: Pane | null) => query.push(place(id, next)),
    back: () => query.push({ group: null, message: null, pane: null, ticket: null }),
    toggle: (next: Pane) => query.push({ pane: next === pane ? null : next }),
    closePane: () => query.push({ pane: null }),
    showMessage: (id: string) => query.push({ message: id }),
    leaveMessage: () => query.replace({ message: null }),
  };
}

export type Workspace = ReturnType<typeof useWorkspace>;

/** The other group of the same ticket: the internal one of the shared, and the other way round. Both bear the same name. */
function counterpartIn(groups: readonly GroupRowView[], group: GroupRowView): GroupRowView | undefined {
  if (group.kind === "main") return undefined;
  const wanted = group.kind === "ticket" ? "internal" : "ticket";
  return groups.find(({ kind, name }) => kind === wanted && name === group.name);
}

/** The ticket of a group: of the one both sides are in, and of the service side's own, which bears the same name. */
function useTicketOf(groups: readonly GroupRowView[]): (group: GroupRowView) => TicketRowView | undefined {
  const tickets = useTicketsByGroup();
  return (group) => {
    if (group.kind !== "internal") return tickets.get(group.id);
    const shared = counterpartIn(groups, group);
    return shared && tickets.get(shared.id);
  };
}

/** Where both panes fit, one group is always open. */
function useFirstGroup(groups: readonly GroupRowView[]) {
  const query = useQueryState();
  const isWide = useWideScreen();
  const firstId = groups[0]?.id;
  // A ticket can be shown whose group the reader is not in.
  const isMissing = query.get("group") === null && query.get("ticket") === null;
  const address = firstId === undefined ? null : query.addressWith({ group: firstId });
  useEffect(() => {
    if (isWide && isMissing && address !== null) window.history.replaceState(null, "", address);
  }, [isWide, isMissing, address]);
}
