"use client";

import { useEffect, useRef } from "react";
import { pressedKey, takesKeys } from "@/components/desk/keys/pressed-key";

/** What a key does; answering false means that it did nothing, and the page may. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => boolean | void>>;

/** Keys of the page: none while somebody writes, composes, holds another key, or has a dialog or a menu open. */
export function useKeys(keys: KeyMap): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const key = pressedKey(event);
      if (key === null || takesKeys(event.target)) return;
      const run = Object.hasOwn(current.current, key) ? current.current[key] : undefined;
      if (run && run(event) !== false) event.preventDefault();
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, []);
}
