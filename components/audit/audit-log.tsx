"use client";

import { LoadFailure } from "@/components/app-shell/load-failure";
import { Download, ScrollText } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import {
  addressOf,
  type AuditFilterText,
  filterIn,
  filterQuery,
  isNarrowed,
  noFilter,
} from "@/components/audit/audit-filter";
import { AuditFilters, type Noun } from "@/components/audit/audit-filters";
import { AuditEntry } from "@/components/audit/audit-entry";
import { useAuditPages } from "@/components/audit/use-audit-pages";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { type AuditPlace, auditFileAddress } from "@/lib/audit/browser/read-audit";
import { EXPORT_LIMIT } from "@/lib/audit/contract";

type AuditLogProps = { place: AuditPlace; nouns: readonly Noun[] };

/** Who did what: filters, the acts that fit, the newest first, and the same as a file. */
export function AuditLog({ place, nouns }: AuditLogProps) {
  const address = useQueryState();
  const filter = filterIn(address.get);
  const query = filterQuery(filter);
  const search = (changes: Partial<AuditFilterText>) => address.push(addressOf(changes));
  return (
    <>
      <AuditFilters
        key={query}
        place={place}
        nouns={nouns}
        filter={filter}
        onSearch={search}
        onClear={() => address.push(noFilter)}
      />
      <ExportLink place={place} query={query} />
      <AuditPages place={place} query={query} isNarrowed={isNarrowed(filter)} onNarrow={search} />
    </>
  );
}

function ExportLink({ place, query }: { place: AuditPlace; query: string }) {
  const t = useTranslations("audit");
  const locale = useLocale();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <a href={auditFileAddress(place, query, locale)} download className={buttonStyle("secondary")}>
        <Download aria-hidden="true" className="size-4" />
        {t("export")}
      </a>
      <span className="text-sm text-ink-faint">{t("exportHelp", { limit: EXPORT_LIMIT })}</span>
    </div>
  );
}

type AuditPagesProps = {
  place: AuditPlace;
  query: string;
  isNarrowed: boolean;
  onNarrow: (changes: Partial<AuditFilterText>) => void;
};

function AuditPages({ place, query, isNarrowed: isSome, onNarrow }: AuditPagesProps) {
  const t = useTranslations("audit");
  const { events, ...paging } = useAuditPages(place, query);
  if (paging.isPending)
    return (
      <div aria-busy="true" className="flex flex-col gap-2">
        <span className="sr-only">{t("loading")}</span>
        {Array.from({ length: 6 }, (_, row) => (
          <Skeleton key={row} className="h-14 w-full" />
        ))}
      </div>
    );
  if (paging.error && events.length === 0)
    return <LoadFailure title={t("loadFailed")} error={paging.error} onRetry={() => void paging.refetch()} />;
  if (events.length === 0)
    return (
      <EmptyState icon={<ScrollText />} title={t("empty")}>
        {t(isSome ? "emptyText" : "emptyLog")}
      </EmptyState>
    );
  return (
    <div aria-busy={paging.isPlaceholderData} className="flex flex-col gap-3 aria-busy:opacity-60">
      <ol aria-label={t("list")} className="divide-y rounded-lg border bg-raised">
        {events.map((event) => (
          <AuditEntry key={event.id} event={event} place={place} onNarrow={onNarrow} />
        ))}
      </ol>
      {paging.isFetchNextPageError && (
        <LoadFailure
          title={t("loadFailed")}
          error={paging.error}
          onRetry={() => void paging.fetchNextPage()}
        />
      )}
      {paging.hasNextPage ? (
        <Button
          className="self-center"
          busy={paging.isFetchingNextPage}
          onClick={() => void paging.fetchNextPage()}
        >
          {t("loadMore")}
        </Button>
      ) : (
        <p className="text-center text-sm text-ink-faint">{t("end")}</p>
      )}
    </div>
  );
}
