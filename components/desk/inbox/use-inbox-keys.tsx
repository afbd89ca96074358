"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import type { Workspace } from "@/components/conversation/use-workspace";
import { useDeskRoles } from "@/components/desk/desk-reader";
import { AssignTicket } from "@/components/desk/inbox/assign-ticket";
import type { useCursor } from "@/components/desk/inbox/use-cursor";
import { useKeys } from "@/components/desk/keys/use-keys";
import type { InboxRowView } from "@/lib/desk/contract";
import { readsTicketsOfOthers } from "@/lib/desk/policy";

type InboxKeys = {
  rows: readonly InboxRowView[];
  cursor: Pick<ReturnType<typeof useCursor>, "list" | "cursorId" | "move">;
  workspace: Workspace;
};

/** A conversation that is being opened has its composer soon. */
const COMPOSER_FRAMES = 180;

/** The keys of the inbox; answers the dialog that one of them opened. */
export function useInboxKeys({ rows, cursor, workspace }: InboxKeys): ReactNode {
  const t = useTranslations("conversation");
  const address = useQueryState();
  const mayRead = readsTicketsOfOthers(useDeskRoles());
  const [assigningId, setAssigningId] = useState<string | null>(null);
  const { cursorId, list, move } = cursor;
  const row = rows.find(({ groupId }) => groupId === cursorId);
  const isInList = () => list.current?.contains(document.activeElement) === true;

  useKeys({
    j: () => move(1),
    k: () => move(-1),
    // Elsewhere arrows scroll.
    ArrowDown: () => (isInList() ? move(1) : false),
    ArrowUp: () => (isInList() ? move(-1) : false),
    r: () => {
      if (!row?.isMember) return false;
      const isOpen = [row.groupId, row.internal?.groupId].includes(workspace.groupId ?? "");
      if (!isOpen) workspace.open(row.groupId);
      focusWhenThere(t("message"), isOpen ? null : row.name);
      return true;
    },
    a: () => {
      if (!row?.ticket) return false;
      // A ticket that can only be taken is shown with that.
      if (row.isMember || mayRead) setAssigningId(row.ticket.id);
      else address.push({ group: null, message: null, pane: null, ticket: String(row.ticket.number) });
      return true;
    },
    "/": () => document.querySelector<HTMLElement>("[data-inbox-search] input")?.focus(),
  });

  if (assigningId === null) return null;
  return <AssignTicket ticketId={assigningId} onClose={() => setAssigningId(null)} />;
}

/** Puts the focus into the box of a conversation as soon as it is there: of the one with this name, or of the one shown. */
function focusWhenThere(label: string, groupName: string | null, frames = COMPOSER_FRAMES): void {
  const sections = [...document.querySelectorAll("main section")];
  const shown = groupName === null ? sections : sections.filter((one) => one.ariaLabel === groupName);
  const boxes = shown.flatMap((section) => [...section.querySelectorAll("textarea")]);
  const box = boxes.find(({ ariaLabel }) => ariaLabel === label);
  if (box) box.focus();
  else if (frames > 0) requestAnimationFrame(() => focusWhenThere(label, groupName, frames - 1));
}
