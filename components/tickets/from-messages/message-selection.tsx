"use client";

import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { QUOTED_LIMIT } from "@/components/tickets/from-messages/quote-messages";

type Selection = {
  /** Whether messages can be chosen here at all. */
  isOffered: boolean;
  /** The chosen messages by id; null while nobody chooses. */
  ids: ReadonlySet<string> | null;
  start: (messageId?: string) => void;
  toggle: (messageId: string) => void;
  stop: () => void;
};

const none: Selection = {
  isOffered: false,
  ids: null,
  start: () => undefined,
  toggle: () => undefined,
  stop: () => undefined,
};

const SelectionContext = createContext<Selection>(none);

type MessageSelectionProps = {
  /** Where messages can be chosen; null where they cannot. Another group begins with none chosen. */
  groupId: string | null;
  children: ReactNode;
};

/** Lets messages of a conversation be chosen. */
export function MessageSelection({ groupId, children }: MessageSelectionProps) {
  const [chosen, setChosen] = useState<{ groupId: string; ids: ReadonlySet<string> } | null>(null);
  const ids = chosen?.groupId === groupId ? (chosen?.ids ?? null) : null;
  const selection = useMemo<Selection>(
    () =>
      groupId === null
        ? none
        : {
            isOffered: true,
            ids,
            start: (messageId) =>
              setChosen({ groupId, ids: new Set(messageId === undefined ? [] : [messageId]) }),
            toggle: (messageId) => setChosen({ groupId, ids: toggled(ids ?? new Set(), messageId) }),
            stop: () => setChosen(null),
          },
    [groupId, ids],
  );
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

function toggled(chosen: ReadonlySet<string>, messageId: string): ReadonlySet<string> {
  if (!chosen.has(messageId)) return chosen.size >= QUOTED_LIMIT ? chosen : new Set([...chosen, messageId]);
  return new Set([...chosen].filter((id) => id !== messageId));
}

/** The choosing of messages around this component. */
export function useMessageSelection(): Selection {
  return use(SelectionContext);
}
