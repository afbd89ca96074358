"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

type Changes = Record<string, string | null>;

/** What of a page's state stands in its address: links, back and reload work, and no server is asked. */
export function useQueryState() {
  const pathname = usePathname();
  const current = useSearchParams();

  const addressWith = useCallback(
    (changes: Changes) => {
      const next = new URLSearchParams(current);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      return next.size === 0 ? pathname : `${pathname}?${next.toString()}`;
    },
    [current, pathname],
  );

  return {
    get: (name: string) => current.get(name),
    addressWith,
    push: (changes: Changes) => window.history.pushState(null, "", addressWith(changes)),
    replace: (changes: Changes) => window.history.replaceState(null, "", addressWith(changes)),
  };
}
