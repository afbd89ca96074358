"use client";

import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { ConnectionBanner } from "@/components/conversation/connection-banner";
import type { Workspace } from "@/components/conversation/use-workspace";
import { CountChips } from "@/components/desk/inbox/count-chips";
import { FilterDialog } from "@/components/desk/inbox/filter-dialog";
import { InboxList } from "@/components/desk/inbox/inbox-list";
import { useInbox } from "@/components/desk/inbox/use-inbox";
import { useSavedViews } from "@/components/desk/inbox/use-saved-views";
import { ViewMenu } from "@/components/desk/inbox/view-menu";
import { IconButton } from "@/components/ui/icon-button";
import { SearchField } from "@/components/workstation/search-field";
import {
  addressOfFilter,
  addressOfView,
  choiceIn,
  filterQuery,
  type InboxChoice,
} from "@/lib/desk/browser/inbox-address";
import { type InboxFilter, inboxFilter } from "@/lib/desk/contract";

type InboxProps = {
  workspace: Workspace;
  colourOf: (organizationName: string) => string;
};

/** The desk's list over all customers: its views, what it is narrowed to, how many want something, and the rows. */
export function Inbox({ workspace, colourOf }: InboxProps) {
  const t = useTranslations("inbox");
  const address = useQueryState();
  const saved = useSavedViews();
  const choice = choiceIn((name) => address.get(name), saved.views);
  const inbox = useInbox({
    query: filterQuery(choice.filter),
    openId: workspace.groupId,
    isKnown: saved.isLoaded || choice.isKnown,
  });
  const [isFiltering, setFiltering] = useState(false);
  const narrow = (filter: InboxFilter) => address.replace(addressOfFilter(filter));
  const narrowed = countOf(choice);
  return (
    <>
      <div className="flex shrink-0 flex-col gap-2 border-b px-2 py-2">
        <div className="flex items-center gap-1">
          <div className="min-w-0 flex-1">
            <ViewMenu choice={choice} saved={saved} onChoose={(view) => address.push(addressOfView(view))} />
          </div>
          <span className="relative">
            <IconButton
              label={t("filters.button", { count: narrowed })}
              aria-haspopup="dialog"
              onClick={() => setFiltering(true)}
            >
              <SlidersHorizontal />
            </IconButton>
            {narrowed > 0 && (
              <span
                aria-hidden="true"
                className="absolute top-1 right-1 size-2 rounded-full bg-accent-solid"
              />
            )}
          </span>
        </div>
        <search data-inbox-search="" className="[&_label]:sr-only">
          <SearchField
            label={t("search")}
            placeholder={t("searchHint")}
            value={choice.filter.text}
            onChange={(text) => narrow({ ...choice.filter, text })}
          />
        </search>
        <CountChips
          choice={choice}
          counts={inbox.counts}
          onChoose={(view) => address.push(addressOfView(view))}
        />
      </div>
      {/* An open conversation says it itself. */}
      {!workspace.selected && <ConnectionBanner />}
      <InboxList
        inbox={inbox}
        workspace={workspace}
        colourOf={colourOf}
        isNarrowed={filterQuery(choice.filter) !== ""}
        onClear={() => address.push(addressOfView("all"))}
      />
      {isFiltering && (
        <FilterDialog
          filter={choice.filter}
          customers={inbox.customers}
          onChange={narrow}
          onClose={() => setFiltering(false)}
        />
      )}
    </>
  );
}

/** By how much an inbox is narrowed besides its words, which are seen. */
function countOf({ filter }: InboxChoice): number {
  return new URLSearchParams(filterQuery({ ...filter, text: inboxFilter.parse({}).text })).size;
}
