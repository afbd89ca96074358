"use client";

import { type ComponentType, createContext, use, useState } from "react";

type TextRange = { start: number; end: number };
/** In place of which part of what is written a text is put, and which part of it is selected then. */
export type InsertPlace = { range?: TextRange; select?: TextRange | null };

export type ComposerToolProps = {
  /** The group that is written to. */
  groupId: string;
  /** Where somebody has just typed a `/` at the beginning of a line; null: nowhere. */
  slashAt: number | null;
  /** Whatever came of the `/`. */
  onSlashDone: () => void;
  /** Puts a text at the caret, or where `place` says. */
  onInsert: (text: string, place?: InsertPlace) => void;
};

/** What one door's composer can do besides writing. */
export type ComposerTools = {
  /** Stands among the buttons below the text. */
  Tool: ComponentType<ComposerToolProps>;
  /** Says why a text cannot be sent as it stands, where something in it waits to be filled in; null: it can. */
  holdOf: (text: string) => string | null;
};

const none: ComposerTools = { Tool: () => null, holdOf: () => null };

export const ComposerToolsContext = createContext<ComposerTools>(none);

/** What the composers of this page can do besides writing. */
export function useComposerTools(): ComposerTools {
  return use(ComposerToolsContext);
}

/** Where a `/` was typed that begins a line: the text grew by that one character, and the caret stands behind it. */
export function slashTyped(before: string, text: string, caret: number): number | null {
  const at = caret - 1;
  if (text.length !== before.length + 1 || !/[/／]/.test(text.charAt(at))) return null;
  return at === 0 || text[at - 1] === "\n" ? at : null;
}

/** Remembers where a `/` was just typed that begins a line, until something came of it or something else was typed. */
export function useSlash() {
  const [at, setAt] = useState<number | null>(null);
  return {
    at,
    look: (before: string, text: string, caret: number) => setAt(slashTyped(before, text, caret)),
    end: () => setAt(null),
  };
}
