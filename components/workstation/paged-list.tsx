"use client";

import { LoadFailure } from "@/components/app-shell/load-failure";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type Components, Virtuoso } from "react-virtuoso";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

/** How a list that is read page by page stands: what TanStack Query says of it. */
type Paging = {
  isPending: boolean;
  error: Error | null;
  /** Whether what is shown is of the question before. */
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
  refetch: () => Promise<unknown>;
};

type PagedListProps<Row> = {
  label: string;
  rows: readonly Row[];
  paging: Paging;
  renderRow: (row: Row) => ReactNode;
  /** In the size of a row, while the first page comes. */
  skeleton: ReactNode;
  empty: ReactNode;
};

type Context = { label: string; paging: Paging };

const SKELETONS = 6;

type Listed = { id: string };

const parts: Components<Listed, Context> = {
  List: ({ context, children, ...rest }) => (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list measures its own div
    <div {...rest} role="list" aria-label={context.label}>
      {children}
    </div>
  ),
  Item: ({ item: _item, context: _context, children, ...rest }) => (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
    <div {...rest} role="listitem">
      {children}
    </div>
  ),
  Footer: ({ context }) => <ListEnd paging={context.paging} />,
};

/** A long list that loads on while it is scrolled, and says how it stands: loading, empty, failed, or at its end. */
export function PagedList<Row extends Listed>(props: PagedListProps<Row>) {
  const { label, rows, paging, renderRow, skeleton, empty } = props;
  const t = useTranslations("workstation");
  if (paging.isPending)
    return (
      <div aria-busy="true" className="min-h-0 flex-1 overflow-hidden">
        {Array.from({ length: SKELETONS }, (_, place) => (
          <div key={place}>{skeleton}</div>
        ))}
      </div>
    );
  if (paging.error && rows.length === 0)
    return (
      <div className="p-4">
        <LoadFailure title={t("loadFailed")} error={paging.error} onRetry={() => void paging.refetch()} />
      </div>
    );
  if (rows.length === 0) return <div className="min-h-0 flex-1 overflow-y-auto">{empty}</div>;
  return (
    <div aria-busy={paging.isPlaceholderData} className="min-h-0 flex-1 aria-busy:opacity-60">
      <Virtuoso<Listed, Context>
        className="h-full"
        data={rows}
        context={{ label, paging }}
        components={parts}
        computeItemKey={(_index, row) => row.id}
        itemContent={(index) => {
          const row = rows[index];
          return row && renderRow(row);
        }}
        endReached={() => {
          if (paging.hasNextPage && !paging.isFetchingNextPage) void paging.fetchNextPage();
        }}
        increaseViewportBy={400}
      />
    </div>
  );
}

/** The same height in every state, so that nothing moves when the next page arrives. */
function ListEnd({ paging }: { paging: Paging }) {
  const t = useTranslations("workstation");
  return (
    <div className="flex min-h-14 items-center justify-center gap-2 px-4 text-sm text-ink-faint">
      {paging.isFetchNextPageError && !paging.isFetchingNextPage ? (
        <>
          <span role="alert">{t("loadMoreFailed")}</span>
          <Button size="small" onClick={() => void paging.fetchNextPage()}>
            {t("retry")}
          </Button>
        </>
      ) : (
        <>
          {paging.hasNextPage && <Spinner />}
          {t(paging.hasNextPage ? "loadingMore" : "end")}
        </>
      )}
    </div>
  );
}
