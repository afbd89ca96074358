"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";

type Place = { id: string; index: number };

/**
 * Which row of a list the keyboard is at. It stays with its row wherever that moves, and goes to the row now in its place when
 * the row is gone. The row with it is the one that Tab reaches (roving tabindex), and keeps the focus while rows move.
 */
export function useCursor(ids: readonly string[], openId: string | null) {
  const [place, setPlace] = useState<Place | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const hadFocus = useRef(false);
  const at = indexOf(ids, place, openId);
  const cursorId = ids[at] ?? null;

  function moveTo(index: number): void {
    const next = Math.max(0, Math.min(ids.length - 1, index));
    const id = ids[next];
    if (id === undefined) return;
    setPlace({ id, index: next });
    const row = rowIn(list.current, id);
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  }

  // After every change: a row that is moved in the page loses the focus by that, and so does one that goes.
  useLayoutEffect(() => {
    if (!hadFocus.current || cursorId === null) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body)
      rowIn(list.current, cursorId)?.focus({ preventScroll: true });
  });

  useEffect(() => {
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && !list.current?.contains(event.target)) hadFocus.current = false;
    };
    document.addEventListener("pointerdown", leave, true);
    return () => document.removeEventListener("pointerdown", leave, true);
  }, []);

  return {
    list,
    cursorId,
    /** From the row the keyboard is at, or else from the open one, or onto the first. */
    move: (step: 1 | -1) => moveTo(place === null && !ids.includes(openId ?? "") ? 0 : at + step),
    listProps: {
      onFocus: (event: { target: EventTarget }) => {
        hadFocus.current = true;
        const id = event.target instanceof HTMLElement ? event.target.dataset["row"] : undefined;
        const index = id === undefined ? -1 : ids.indexOf(id);
        if (id !== undefined && index !== -1) setPlace({ id, index });
      },
      onBlur: (event: { relatedTarget: EventTarget | null }) => {
        // Without anything focused instead, the row was moved or went: see above.
        if (event.relatedTarget !== null) hadFocus.current = false;
      },
    },
  };
}

function rowIn(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null;
}

function indexOf(ids: readonly string[], place: Place | null, openId: string | null): number {
  const index = ids.indexOf(place?.id ?? openId ?? "");
  if (index !== -1) return index;
  return Math.max(0, Math.min(ids.length - 1, place?.index ?? 0));
}
