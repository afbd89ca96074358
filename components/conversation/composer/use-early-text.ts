"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import { useHydrated } from "@/components/ui/use-hydrated";

/**
 * Hands over what was typed into the box of the page as the server drew it, before any script ran: the first change that
 * React draws would wipe it out.
 */
export function useEarlyText(root: RefObject<HTMLElement | null>, onEarlyText: (text: string) => void): void {
  const isHydrated = useHydrated();
  const first = useRef({ isHydrated, onEarlyText });
  useLayoutEffect(() => {
    const text = root.current?.querySelector("textarea")?.value ?? "";
    if (!first.current.isHydrated && text !== "") first.current.onEarlyText(text);
  }, [root]);
}
