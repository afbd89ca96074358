"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { HelpDialog } from "@/components/desk/keys/help-dialog";
import { isPaletteKey } from "@/components/desk/keys/pressed-key";
import { useGoKeys } from "@/components/desk/keys/use-go-keys";
import { useKeys } from "@/components/desk/keys/use-keys";
import { CommandPalette } from "@/components/desk/palette/command-palette";
import { type PageCommands, PageCommandsContext } from "@/components/desk/palette/page-commands";

type Layer = "palette" | "help" | null;

/** The keys and the command palette of every page of the desk. */
export function DeskCommands({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [added, setAdded] = useState<PageCommands | null>(null);
  const [shown, setShown] = useState<Layer>(null);
  const close = useCallback(() => setShown(null), []);

  useKeys({ "?": () => setShown("help") });
  useGoKeys((address) => router.push(address));
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (!isPaletteKey(event)) return;
      // The browser has a use for it, too.
      event.preventDefault();
      setShown(afterPaletteKey);
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, []);

  return (
    <PageCommandsContext value={setAdded}>
      {children}
      <CommandPalette
        open={shown === "palette"}
        added={added}
        onClose={close}
        onHelp={() => setShown("help")}
      />
      <HelpDialog open={shown === "help"} onClose={close} />
    </PageCommandsContext>
  );
}

/** The same key closes the palette. What another dialog asks is answered first. */
function afterPaletteKey(before: Layer): Layer {
  if (before === "palette") return null;
  const isAsked = before === null && document.querySelector("dialog[open]") !== null;
  return isAsked ? null : "palette";
}
