"use client";

import { type KeyboardEvent, useState } from "react";
import type { Draft } from "@/components/conversation/composer/draft";
import {
  candidatesFor,
  type MentionCandidate,
  mentionQueryAt,
} from "@/components/conversation/composer/mention-query";
import { usePeople } from "@/components/conversation/people-context";

type PickerInput = {
  draft: Draft;
  caret: number;
  everyoneName: string;
  onPick: (candidate: MentionCandidate, range: { start: number; end: number }, isSilent: boolean) => void;
};

/** Whether the picker is open at the caret, what it offers, and what the keys do while it is. */
export function useMentionPicker({ draft, caret, everyoneName, onPick }: PickerInput) {
  const { me, members } = usePeople();
  const [active, setActive] = useState({ question: "", index: 0 });
  const [isSilent, setIsSilent] = useState(false);
  const [dismissed, setDismissed] = useState<number | null>(null);

  const query = mentionQueryAt(draft, caret);
  const candidates =
    query && query.start !== dismissed ? candidatesFor(query, members.values(), { me, everyoneName }) : [];
  const isOpen = candidates.length > 0;
  // What was typed since counts: the best match is the active one until the person moves.
  const question = query ? `${query.start}:${query.text}` : "";
  const activeIndex = active.question === question ? Math.min(active.index, candidates.length - 1) : 0;
  if (dismissed !== null && query?.start !== dismissed) setDismissed(null);

  function pick(candidate: MentionCandidate | undefined, silently = isSilent) {
    if (!candidate || !query) return;
    // Everyone is either told or not mentioned.
    onPick(candidate, query, silently && candidate.id !== "all");
    setIsSilent(false);
  }

  /** True when the key was the picker's. */
  function handleKey(event: KeyboardEvent): boolean {
    if (!isOpen) return false;
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = moves[event.key];
    if (step !== undefined) {
      setActive({ question, index: (activeIndex + step + candidates.length) % candidates.length });
    } else if (event.key === "Enter" || event.key === "Tab") {
      pick(candidates[activeIndex], isSilent || event.altKey);
    } else if (event.key === "Escape") {
      setDismissed(query?.start ?? null);
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  const handleHover = (index: number) => setActive({ question, index });
  return { isOpen, candidates, activeIndex, pick, handleKey, handleHover, isSilent, setIsSilent };
}
