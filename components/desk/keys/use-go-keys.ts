"use client";

import { useEffect, useRef } from "react";
import { pressedKey, takesKeys } from "@/components/desk/keys/pressed-key";

/** So long after G the next letter says where to. */
const PATIENCE = 1_200;

/** Where G and a letter lead. */
const goKeys = { i: "/desk", t: "/desk/tickets", g: "/desk/groups", d: "/desk/duty" } as const;
type GoKey = keyof typeof goKeys;

const isGoKey = (key: string): key is GoKey => Object.hasOwn(goKeys, key);

/** G, then a letter: to another page of the desk. The second letter means nothing else. */
export function useGoKeys(go: (address: string) => void): void {
  const current = useRef(go);
  useEffect(() => {
    current.current = go;
  });
  useEffect(() => {
    let since = Number.NEGATIVE_INFINITY;
    const handle = (event: KeyboardEvent) => {
      const key = pressedKey(event);
      if (key === null || takesKeys(event.target)) return;
      const isSecond = event.timeStamp - since < PATIENCE;
      since = key === "g" && !isSecond ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (!isSecond || !isGoKey(key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      current.current(goKeys[key]);
    };
    // While capturing: the second letter is nobody else's.
    document.addEventListener("keydown", handle, true);
    return () => document.removeEventListener("keydown", handle, true);
  }, []);
}
