"use client";

import { Tickets } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { useProducts } from "@/components/tickets/use-products";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ListBar } from "@/components/workstation/list-bar";
import { PagedList } from "@/components/workstation/paged-list";
import { TicketFilters } from "@/components/workstation/ticket-filters";
import { useTicketPages } from "@/components/workstation/use-ticket-pages";
import {
  addressChanges,
  filterIn,
  filterQuery,
  isNarrowed,
  noFilter,
} from "@/components/workstation/workstation-filter";
import { WorkstationRow, WorkstationRowSkeleton } from "@/components/workstation/workstation-row";
import { ticketFileAddress } from "@/lib/tickets/browser/read-ticket-lists";

type TicketTabProps = { mainGroupId: string; onOpenGroup: (groupId: string) => void };

/** Every ticket of the service group that the reader may see; filter and sort stand in the address. */
export function TicketTab({ mainGroupId, onOpenGroup }: TicketTabProps) {
  const t = useTranslations("workstation");
  const locale = useLocale();
  const door = useDoor();
  const address = useQueryState();
  const { nameOf } = useProducts();
  const filter = filterIn(address.get);
  const query = filterQuery(filter);
  const { tickets, ...paging } = useTicketPages(mainGroupId, query);
  const first = paging.data?.pages[0];
  const clear = () => address.replace(noFilter);

  return (
    <>
      <TicketFilters
        filter={filter}
        page={first}
        onChange={(changes) => address.replace(addressChanges(changes))}
        onClear={clear}
      />
      <ListBar
        filter={filter}
        page={first}
        exportAddress={ticketFileAddress(door, mainGroupId, query, locale)}
        onOrder={(order) => address.replace(addressChanges({ order }))}
      />
      <PagedList
        // Another question begins at the top.
        key={query}
        label={t("list")}
        rows={tickets}
        paging={paging}
        skeleton={<WorkstationRowSkeleton />}
        empty={
          isNarrowed(filter) ? (
            <EmptyState title={t("nothingTitle")} action={<Button onClick={clear}>{t("clear")}</Button>}>
              {t("nothingText")}
            </EmptyState>
          ) : (
            <EmptyState icon={<Tickets />} title={t("emptyTitle")}>
              {t("emptyText")}
            </EmptyState>
          )
        }
        renderRow={(ticket) => (
          <WorkstationRow
            ticket={ticket}
            productName={nameOf(ticket.productCode)}
            address={address.addressWith({ ...noFilter, group: ticket.groupId, message: null, pane: null })}
            onOpen={() => onOpenGroup(ticket.groupId)}
          />
        )}
      />
    </>
  );
}
