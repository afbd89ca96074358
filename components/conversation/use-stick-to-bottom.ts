"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** So near the end counts as being there. */
export const AT_BOTTOM_PIXELS = 60;

/**
 * Keeps the newest message in sight for who was looking at it: new rows, rows that grow and a composer that takes more room
 * all move the end. Scrolling up lets go of it.
 */
export function useStickToBottom(isEnabled: boolean) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const sticks = useRef(false);

  const follow = useCallback(() => {
    if (isEnabled && sticks.current && scroller) scroller.scrollTo({ top: scroller.scrollHeight });
  }, [isEnabled, scroller]);

  useEffect(() => {
    if (!scroller) return undefined;
    let last = { top: scroller.scrollTop, height: scroller.scrollHeight, view: scroller.clientHeight };
    const handleScroll = () => {
      const now = { top: scroller.scrollTop, height: scroller.scrollHeight, view: scroller.clientHeight };
      const isAtEnd = now.height - now.top - now.view < AT_BOTTOM_PIXELS;
      // A list that shrank moves up by itself; only people scroll up in one of the same size.
      const isScrolledUp = now.top < last.top && now.height === last.height && now.view === last.view;
      if (isAtEnd) sticks.current = true;
      else if (isScrolledUp) sticks.current = false;
      last = now;
    };
    scroller.addEventListener("scroll", handleScroll, { passive: true });
    const resized = new ResizeObserver(follow);
    resized.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", handleScroll);
      resized.disconnect();
    };
  }, [scroller, follow]);

  const scrollerRef = useCallback((element: HTMLElement | Window | null) => {
    setScroller(element instanceof HTMLElement ? element : null);
  }, []);
  /** The list says that its end is in sight; a short one never scrolls. */
  const handleAtBottom = useCallback((isAtBottom: boolean) => {
    if (isAtBottom) sticks.current = true;
  }, []);
  /** Goes to the end and stays there. */
  const grab = useCallback(() => {
    sticks.current = true;
  }, []);
  return { scrollerRef, follow, handleAtBottom, grab };
}
