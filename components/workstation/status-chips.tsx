"use client";

import { useTranslations } from "use-intl";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { FilterChip } from "@/components/workstation/filter-chip";
import type { TicketPageView } from "@/lib/tickets/browser/ticket-lists";
import { type TicketStatus, ticketStatuses } from "@/lib/tickets/contract";

type StatusChipsProps = {
  chosen: readonly TicketStatus[];
  /** Null while they are not known. */
  counts: TicketPageView["counts"];
  isPartial: boolean;
  onChoose: (statuses: TicketStatus[]) => void;
};

/** How many tickets there are of each status; each is a filter. */
export function StatusChips({ chosen, counts, isPartial, onChoose }: StatusChipsProps) {
  const t = useTranslations("workstation");
  const tickets = useTranslations("tickets");
  return (
    <fieldset aria-label={t("status")} className="flex flex-wrap gap-1.5">
      {ticketStatuses.map((status) => {
        const name = tickets(`status.${status}`);
        const count = counts?.[status] ?? 0;
        const isChosen = chosen.includes(status);
        return (
          <FilterChip
            key={status}
            pressed={isChosen}
            onPress={() =>
              onChoose(isChosen ? chosen.filter((other) => other !== status) : [...chosen, status])
            }
          >
            <span className="inline-block first-letter:uppercase">{name}</span>
            <span className="min-w-[1ch] tabular-nums">
              {counts && count}
              {counts && isPartial && count > 0 && "+"}
            </span>
            {counts && <VisuallyHidden>{t("chip", { count })}</VisuallyHidden>}
          </FilterChip>
        );
      })}
    </fieldset>
  );
}
