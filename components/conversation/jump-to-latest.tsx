"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "use-intl";
import { UNREAD_LIMIT } from "@/lib/groups/contract";

type JumpToLatestProps = { unread: number; onJump: () => void };

/** Leads back to the newest message, and says how many are new there. */
export function JumpToLatest({ unread, onJump }: JumpToLatestProps) {
  const t = useTranslations("conversation");
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute right-6 bottom-3 z-20 flex h-8 items-center gap-1.5 rounded-full border bg-raised px-3 text-sm font-medium text-accent-ink shadow-float hover:bg-hover pointer-coarse:h-10"
    >
      <ArrowDown aria-hidden="true" className="size-4" />
      {unread === 0
        ? t("jumpToLatest")
        : unread >= UNREAD_LIMIT
          ? t("manyNewBelow")
          : t("newBelow", { count: unread })}
    </button>
  );
}
