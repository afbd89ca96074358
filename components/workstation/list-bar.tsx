"use client";

import { Download } from "lucide-react";
import { useId } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { buttonStyle } from "@/components/ui/button-style";
import {
  type TicketOrder,
  ticketOrders,
  type WorkstationFilter,
} from "@/components/workstation/workstation-filter";
import { EXPORT_LIMIT, type TicketPageView } from "@/lib/tickets/browser/ticket-lists";

type ListBarProps = {
  filter: WorkstationFilter;
  page: TicketPageView | undefined;
  exportAddress: string;
  onOrder: (order: TicketOrder) => void;
};

function totalOf(page: TicketPageView | undefined, { statuses }: WorkstationFilter): number | null {
  if (!page?.counts) return null;
  return Object.entries(page.counts)
    .filter(([status]) => statuses.length === 0 || statuses.some((chosen) => chosen === status))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Above the list: how many there are, their order, and the list as a file. */
export function ListBar({ filter, page, exportAddress, onOrder }: ListBarProps) {
  const t = useTranslations("workstation");
  const format = useFormatter();
  const sortId = useId();
  const total = totalOf(page, filter);
  const isCut = total !== null && total > EXPORT_LIMIT;
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1">
      <output className="min-w-0 flex-1 text-sm text-ink-muted">
        {total !== null && t(page?.isCountPartial ? "foundAtLeast" : "found", { count: total })}
      </output>
      <label htmlFor={sortId} className="sr-only">
        {t("sort")}
      </label>
      <select
        id={sortId}
        value={filter.order}
        onChange={(event) => onOrder(ticketOrders.find((order) => order === event.target.value) ?? "created")}
        className="h-7 rounded-md border border-line-strong bg-canvas px-1.5 text-sm text-ink pointer-coarse:h-10"
      >
        {ticketOrders.map((order) => (
          <option key={order} value={order}>
            {t(`sorts.${order}`)}
          </option>
        ))}
      </select>
      <a
        href={exportAddress}
        download
        className={buttonStyle("secondary", "small")}
        title={isCut ? t("exportNewest", { limit: format.number(EXPORT_LIMIT) }) : undefined}
      >
        <Download aria-hidden="true" className="size-4" />
        {t("export")}
      </a>
    </div>
  );
}
