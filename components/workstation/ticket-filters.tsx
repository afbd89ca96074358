"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { MoreFilters } from "@/components/workstation/more-filters";
import { SearchField } from "@/components/workstation/search-field";
import { StatusChips } from "@/components/workstation/status-chips";
import { isNarrowed, type WorkstationFilter } from "@/components/workstation/workstation-filter";
import type { TicketPageView } from "@/lib/tickets/browser/ticket-lists";

type TicketFiltersProps = {
  filter: WorkstationFilter;
  /** The first page: what there is to choose from. */
  page: TicketPageView | undefined;
  onChange: (changes: Partial<WorkstationFilter>) => void;
  onClear: () => void;
};

const isMoreInUse = ({ severities, product, engineer, from, to }: WorkstationFilter): boolean =>
  severities.length > 0 || [product, engineer, from, to].some((value) => value !== null);

/** What the list is narrowed to: text and status at once, the rest behind a button. */
export function TicketFilters({ filter, page, onChange, onClear }: TicketFiltersProps) {
  const t = useTranslations("workstation");
  const moreId = useId();
  const [isOpen, setOpen] = useState(() => isMoreInUse(filter));
  return (
    <section aria-label={t("filters")} className="flex shrink-0 flex-col gap-3 border-b px-4 py-3">
      <SearchField
        label={t("search")}
        placeholder={t("searchHelp")}
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
      <StatusChips
        chosen={filter.statuses}
        counts={page?.counts ?? null}
        isPartial={page?.isCountPartial ?? false}
        onChoose={(statuses) => onChange({ statuses })}
      />
      <div id={moreId} hidden={!isOpen}>
        {isOpen && <MoreFilters filter={filter} engineers={page?.engineers ?? []} onChange={onChange} />}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          variant="ghost"
          aria-expanded={isOpen}
          aria-controls={moreId}
          onClick={() => setOpen(!isOpen)}
          className="-ml-2"
        >
          {isOpen ? (
            <ChevronUp aria-hidden="true" className="size-4" />
          ) : (
            <ChevronDown aria-hidden="true" className="size-4" />
          )}
          {t(isOpen ? "fewerFilters" : "moreFilters")}
        </Button>
        {isNarrowed(filter) && (
          <Button size="small" variant="ghost" onClick={onClear}>
            {t("clear")}
          </Button>
        )}
      </div>
    </section>
  );
}
