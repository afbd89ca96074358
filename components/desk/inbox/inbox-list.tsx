"use client";

import { LoadFailure } from "@/components/app-shell/load-failure";
import { Inbox as InboxIcon, SearchX } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import type { Workspace } from "@/components/conversation/use-workspace";
import { InboxRow } from "@/components/desk/inbox/inbox-row";
import { useCursor } from "@/components/desk/inbox/use-cursor";
import type { useInbox } from "@/components/desk/inbox/use-inbox";
import { useInboxKeys } from "@/components/desk/inbox/use-inbox-keys";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import type { InboxRowView } from "@/lib/desk/contract";

type InboxListProps = {
  inbox: ReturnType<typeof useInbox>;
  workspace: Workspace;
  colourOf: (organizationName: string) => string;
  isNarrowed: boolean;
  onClear: () => void;
};

/** The rows of the inbox, links each: the mouse opens them, and so do the keys of the desk. */
export function InboxList({ inbox, workspace, colourOf, isNarrowed, onClear }: InboxListProps) {
  const t = useTranslations("conversation");
  const tInbox = useTranslations("inbox");
  const { pages, rows, groups } = inbox;
  const address = useQueryState();
  const shownNumber = Number(address.get("ticket"));
  const isOpen = (row: InboxRowView) =>
    workspace.groupId === null
      ? row.ticket?.number === shownNumber
      : row.groupId === workspace.groupId || row.internal?.groupId === workspace.groupId;
  const openId = rows.find(isOpen)?.groupId ?? null;
  const { list, cursorId, move, listProps } = useCursor(
    rows.map(({ groupId }) => groupId),
    openId,
  );
  const dialog = useInboxKeys({ rows, cursor: { list, cursorId, move }, workspace });
  const placeOf = (row: InboxRowView) =>
    row.isMember || row.ticket === null
      ? { group: row.groupId }
      : { group: null, ticket: String(row.ticket.number) };
  const addressOf = (row: InboxRowView) =>
    "ticket" in placeOf(row)
      ? address.addressWith({ message: null, pane: null, ...placeOf(row) })
      : workspace.addressOf(row.groupId);

  function open(row: InboxRowView) {
    if ("ticket" in placeOf(row)) address.push({ message: null, pane: null, ...placeOf(row) });
    else workspace.open(row.groupId);
  }

  return (
    <nav
      aria-label={t("conversations")}
      aria-busy={pages.isPlaceholderData}
      className="min-h-0 flex-1 overflow-y-auto"
    >
      {pages.error && rows.length === 0 && (
        <div className="p-2">
          <LoadFailure
            title={tInbox("loadFailed")}
            error={pages.error}
            onRetry={() => void pages.refetch()}
          />
        </div>
      )}
      {pages.isPending && <RowSkeletons />}
      {pages.data && rows.length === 0 && <Nothing isNarrowed={isNarrowed} onClear={onClear} />}
      <ul ref={list} {...listProps} className="flex flex-col gap-0.5 p-2">
        {rows.map((row) => (
          <li key={row.groupId}>
            <a
              href={addressOf(row)}
              data-row={row.groupId}
              tabIndex={row.groupId === cursorId ? 0 : -1}
              aria-current={row.groupId === openId ? "page" : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                event.preventDefault();
                open(row);
              }}
              className={classNames(
                "flex min-h-19 w-full items-center gap-3 rounded-md px-2 py-2 text-left transition-colors",
                row.groupId === openId ? "bg-selected" : "hover:bg-hover",
              )}
            >
              <InboxRow
                row={row}
                group={groups.get(row.groupId)}
                inner={row.internal ? groups.get(row.internal.groupId) : undefined}
                ticket={ticketOf(workspace, groups.get(row.groupId))}
                colour={colourOf(row.organizationName)}
              />
            </a>
          </li>
        ))}
      </ul>
      {rows.length > 0 && <ListEnd pages={pages} />}
      {dialog}
    </nav>
  );
}

function ticketOf(workspace: Workspace, group: Parameters<Workspace["ticketOf"]>[0] | undefined) {
  return group && workspace.ticketOf(group);
}

type Pages = ReturnType<typeof useInbox>["pages"];

/** Asks for more when it comes near; the same height whatever it says. */
function ListEnd({ pages }: { pages: Pages }) {
  const t = useTranslations("inbox");
  const end = useRef<HTMLDivElement>(null);
  useNear(end, () => {
    if (pages.hasNextPage && !pages.isFetchingNextPage && !pages.isFetchNextPageError)
      void pages.fetchNextPage();
  });
  return (
    <div ref={end} className="flex min-h-10 items-center justify-center gap-2 text-sm text-ink-faint">
      {pages.isFetchNextPageError && (
        <Button size="small" onClick={() => void pages.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      {pages.hasNextPage && !pages.isFetchNextPageError && <Spinner />}
    </div>
  );
}

function useNear(element: RefObject<HTMLElement | null>, onNear: () => void): void {
  const current = useRef(onNear);
  useEffect(() => {
    current.current = onNear;
  });
  useEffect(() => {
    const { current: end } = element;
    if (!end) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) current.current();
      },
      { rootMargin: "400px" },
    );
    observer.observe(end);
    return () => observer.disconnect();
  }, [element]);
}

const SKELETONS = ["one", "two", "three", "four", "five", "six"];

function RowSkeletons() {
  return (
    <div aria-busy="true" className="flex flex-col gap-0.5 p-2">
      {SKELETONS.map((name) => (
        <div key={name} className="flex h-19 items-center gap-3 px-2">
          <Skeleton className="size-10 rounded-lg" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3 w-1/2" />
            <Skeleton className="h-4 w-3/4" />
          </div>
        </div>
      ))}
    </div>
  );
}

function Nothing({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const t = useTranslations("inbox");
  const desk = useTranslations("desk");
  if (!isNarrowed)
    return (
      <EmptyState icon={<InboxIcon />} title={desk("noGroups.title")}>
        {desk("noGroups.text")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<SearchX />}
      title={t("nothing.title")}
      action={<Button onClick={onClear}>{t("nothing.showAll")}</Button>}
    >
      {t("nothing.text")}
    </EmptyState>
  );
}
