"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { CaughtUp } from "@/lib/realtime/browser/group-state";

/** After an interruption: how much was missed, until it is put away. */
export function CaughtUpNote({ caughtUp }: { caughtUp: CaughtUp | null }) {
  const t = useTranslations("conversation");
  const common = useTranslations("common");
  const [dismissed, setDismissed] = useState<CaughtUp | null>(null);
  if (!caughtUp || caughtUp.messages === 0 || caughtUp === dismissed) return null;
  return (
    <div className="flex items-center gap-2 bg-accent-soft py-0.5 pr-2 pl-4 text-sm text-accent-ink">
      <output className="min-w-0 flex-1">
        {caughtUp.mentions === 0
          ? t("caughtUp", { count: caughtUp.messages })
          : t("caughtUpMentions", { count: caughtUp.messages, mentions: caughtUp.mentions })}
      </output>
      <IconButton label={common("close")} onClick={() => setDismissed(caughtUp)}>
        <X />
      </IconButton>
    </div>
  );
}
