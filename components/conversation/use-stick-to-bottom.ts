"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** So near the end counts as being there. */
export const AT_BOTTOM_PIXELS = 60;

/** A list moves up by itself, too, while it measures its rows; only so soon after an input it was a person. */
const INPUT_MILLISECONDS = 500;

const inputs = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

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
    let lastTop = scroller.scrollTop;
    let lastInput = -Infinity;
    const handleInput = () => {
      lastInput = performance.now();
    };
    const handleScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      const isByPerson = performance.now() - lastInput < INPUT_MILLISECONDS;
      if (scrollTop < lastTop && isByPerson) sticks.current = false;
      else if (scrollHeight - scrollTop - clientHeight < AT_BOTTOM_PIXELS) sticks.current = true;
      lastTop = scrollTop;
    };
    scroller.addEventListener("scroll", handleScroll, { passive: true });
    for (const input of inputs) scroller.addEventListener(input, handleInput, { passive: true });
    const resized = new ResizeObserver(follow);
    resized.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", handleScroll);
      for (const input of inputs) scroller.removeEventListener(input, handleInput);
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
