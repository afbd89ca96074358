"use client";

import { createContext, use, useEffect } from "react";

/** Something the command palette can do. */
export type DeskCommand = {
  id: string;
  label: string;
  run: () => void;
};

/** What a page adds to the palette while it is shown, under one heading. */
export type PageCommands = {
  heading: string;
  commands: readonly DeskCommand[];
};

/** Takes what a page adds, or takes it away again. */
export const PageCommandsContext = createContext<(added: PageCommands | null) => void>(() => undefined);

/** Adds a page's own commands to the palette while the page is shown; the caller keeps them the same until they change. */
export function usePageCommands(added: PageCommands | null): void {
  const setAdded = use(PageCommandsContext);
  useEffect(() => {
    setAdded(added);
    return () => setAdded(null);
  }, [setAdded, added]);
}
