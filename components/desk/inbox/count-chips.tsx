"use client";

import { AtSign, Clock, Inbox, Siren, UserRoundX } from "lucide-react";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import type { InboxChoice } from "@/lib/desk/browser/inbox-address";
import type { BuiltInView, InboxCountsView } from "@/lib/desk/contract";

const chips = [
  { view: "emergencies", icon: Siren, isUrgent: true },
  { view: "due", icon: Clock, isUrgent: true },
  { view: "mentions", icon: AtSign, isUrgent: false },
  { view: "unread", icon: Inbox, isUrgent: false },
  { view: "unassigned", icon: UserRoundX, isUrgent: false },
] as const;

const SHOWN = 999;

type CountChipsProps = {
  choice: InboxChoice;
  counts: InboxCountsView | null;
  onChoose: (view: BuiltInView) => void;
};

/** How many rows want something, of the whole inbox; a press shows those, another all again. */
export function CountChips({ choice, counts, onChoose }: CountChipsProps) {
  const t = useTranslations("inbox");
  return (
    <fieldset aria-label={t("counts")} aria-busy={counts === null} className="grid grid-cols-5 gap-1">
      {chips.map(({ view, icon: Icon, isUrgent }) => {
        const count = counts?.[view] ?? 0;
        const isChosen = choice.view === view && !choice.isChanged;
        return (
          <button
            key={view}
            type="button"
            aria-pressed={isChosen}
            aria-label={t("countOf", { name: t(`views.${view}`), count })}
            title={t(`views.${view}`)}
            onClick={() => onChoose(isChosen ? "all" : view)}
            className={classNames(
              "inline-flex h-7 min-w-0 items-center justify-center gap-1 rounded-md text-sm tabular-nums transition-colors hover:bg-hover aria-pressed:bg-selected aria-pressed:text-accent-ink pointer-coarse:h-10",
              count === 0 && "text-ink-faint",
              count > 0 && (isUrgent ? "font-medium text-danger-ink" : "text-ink"),
            )}
          >
            <Icon aria-hidden="true" className="size-4 shrink-0" />
            {counts === null ? "–" : count > SHOWN ? `${SHOWN}+` : count}
          </button>
        );
      })}
    </fieldset>
  );
}
