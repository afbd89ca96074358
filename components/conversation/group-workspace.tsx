"use client";

import { type ReactNode, useEffect } from "react";
import { useTranslations } from "use-intl";
import { ThreePanes } from "@/components/app-shell/three-panes";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { useWideScreen } from "@/components/app-shell/use-wide-screen";
import type { SendQuestion } from "@/components/conversation/composer/send-questions";
import { Conversation } from "@/components/conversation/conversation";
import { ConversationHeader } from "@/components/conversation/conversation-header";
import { useGroupRows } from "@/components/conversation/conversation-provider";
import { ConversationSkeleton } from "@/components/conversation/conversation-skeleton";
import { CustomerBand } from "@/components/conversation/customer-band";
import { GroupList } from "@/components/conversation/group-list";
import { MembersPane } from "@/components/members/members-pane";
import { EmptyState } from "@/components/ui/empty-state";
import type { GroupRowView } from "@/lib/groups/contract";

type GroupWorkspaceProps = {
  title: string;
  me: string;
  /** Above the list. */
  listHeader: ReactNode;
  /** Instead of the list, while there is no group. */
  noGroups: ReactNode;
  customerLabelOf: (group: GroupRowView) => string;
  /** The colour of a group's customer, where several are in one list. */
  colourOf?: (group: GroupRowView) => string;
  guardOf?: (group: GroupRowView) => SendQuestion | null;
};

/** The groups of a person, one conversation, and its members; which of them is shown stands in the address. */
export function GroupWorkspace(props: GroupWorkspaceProps) {
  const { title, me, listHeader, noGroups, customerLabelOf, colourOf, guardOf } = props;
  const t = useTranslations("conversation");
  const groups = useGroupRows();
  const query = useQueryState();
  const groupId = query.get("group");
  const selected = groups.find((group) => group.id === groupId);
  const membersOpen = query.get("pane") === "members";
  useFirstGroup(groups);

  const middle = selected && (
    <section aria-label={selected.name} className="flex min-h-0 flex-1 flex-col">
      {colourOf && <CustomerBand name={selected.organizationName} colour={colourOf(selected)} />}
      <ConversationHeader
        group={selected}
        membersOpen={membersOpen}
        onBack={() => query.push({ group: null, message: null, pane: null })}
        onToggleMembers={() => query.push({ pane: membersOpen ? null : "members" })}
      />
      <Conversation
        key={selected.id}
        group={selected}
        me={me}
        messageId={query.get("message")}
        onLeaveMessage={() => query.replace({ message: null })}
        guard={guardOf && (() => guardOf(selected))}
      />
    </section>
  );

  return (
    <ThreePanes
      title={title}
      showsMiddle={groupId !== null}
      list={
        <>
          {listHeader}
          <nav aria-label={t("conversations")} className="min-h-0 flex-1 overflow-y-auto">
            {groups.length === 0 ? (
              noGroups
            ) : (
              <GroupList
                groups={groups}
                selectedId={selected?.id ?? null}
                addressOf={(id) => query.addressWith({ group: id, message: null })}
                onSelect={(id) => query.push({ group: id, message: null })}
                {...(colourOf ? { colourOf } : {})}
              />
            )}
          </nav>
        </>
      }
      middle={middle ?? <NothingSelected isMissing={groupId !== null} isEmpty={groups.length === 0} />}
      right={
        selected &&
        membersOpen && (
          <MembersPane
            key={selected.id}
            group={selected}
            me={me}
            customerLabel={customerLabelOf(selected)}
            onClose={() => query.push({ pane: null })}
          />
        )
      }
    />
  );
}

/** Where both panes fit, one group is always open. */
function useFirstGroup(groups: readonly GroupRowView[]) {
  const query = useQueryState();
  const isWide = useWideScreen();
  const firstId = groups[0]?.id;
  const isMissing = query.get("group") === null;
  const address = firstId === undefined ? null : query.addressWith({ group: firstId });
  useEffect(() => {
    if (isWide && isMissing && address !== null) window.history.replaceState(null, "", address);
  }, [isWide, isMissing, address]);
}

function NothingSelected({ isMissing, isEmpty }: { isMissing: boolean; isEmpty: boolean }) {
  const t = useTranslations("conversation");
  const query = useQueryState();
  if (isEmpty && !isMissing) return null;
  if (!isMissing) return <ConversationSkeleton />;
  return (
    <div className="flex flex-1 items-center">
      <EmptyState
        title={t("noSuchGroup")}
        action={
          <a
            className="text-accent-ink underline"
            href={query.addressWith({ group: null, message: null, pane: null })}
          >
            {t("conversations")}
          </a>
        }
      >
        {t("noSuchGroupText")}
      </EmptyState>
    </div>
  );
}
