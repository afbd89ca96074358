"use client";

import { SquareSlash } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ComposerToolProps } from "@/components/conversation/composer/composer-tools";
import { MacroPicker } from "@/components/desk/macros/macro-picker";
import { IconButton } from "@/components/ui/icon-button";
import { firstGap } from "@/lib/desk/browser/macro-text";

/** A button, or a `/` at the beginning of a line, opens the macros; the one that is chosen goes into the draft, and nothing is sent. */
export function MacroTool({ groupId, slashAt, onSlashDone, onInsert }: ComposerToolProps) {
  const t = useTranslations("macros.picker");
  const [isAsked, setIsAsked] = useState(false);
  const isOpen = isAsked || slashAt !== null;

  function close() {
    setIsAsked(false);
    onSlashDone();
  }

  /** Who meant a path and no macro goes on writing it. */
  function handleCancel(query: string) {
    close();
    onInsert(query, slashAt === null ? {} : { range: { start: slashAt + 1, end: slashAt + 1 } });
  }

  function handlePick(text: string) {
    close();
    const range = slashAt === null ? {} : { range: { start: slashAt, end: slashAt + 1 } };
    onInsert(text, { ...range, select: firstGap(text) });
  }

  return (
    <>
      <IconButton label={t("button")} aria-haspopup="dialog" onClick={() => setIsAsked(true)}>
        <SquareSlash />
      </IconButton>
      <MacroPicker
        open={isOpen}
        groupId={groupId}
        onPick={handlePick}
        onCancel={(query) => (slashAt === null ? close() : handleCancel(query))}
      />
    </>
  );
}
