"use client";

import type { ReactNode } from "react";

type FilterChipProps = {
  pressed: boolean;
  onPress: () => void;
  children: ReactNode;
};

/** A filter that is on or off. */
export function FilterChip({ pressed, onPress, children }: FilterChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className="inline-flex h-7 items-center gap-1.5 rounded-full border border-line-strong px-2.5 text-sm whitespace-nowrap text-ink-muted transition-colors hover:bg-hover hover:text-ink aria-pressed:border-accent aria-pressed:bg-selected aria-pressed:text-accent-ink pointer-coarse:h-10"
    >
      {children}
    </button>
  );
}
