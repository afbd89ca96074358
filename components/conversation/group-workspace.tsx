"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useDoor } from "@/components/app-shell/door-provider";
import { ThreePanes } from "@/components/app-shell/three-panes";
import { ConnectionBanner } from "@/components/conversation/connection-banner";
import type { SendQuestion } from "@/components/conversation/composer/send-questions";
import { useGroupRows } from "@/components/conversation/conversation-provider";
import { ConversationSkeleton } from "@/components/conversation/conversation-skeleton";
import { CustomerBand } from "@/components/conversation/customer-band";
import { DepartureNote } from "@/components/conversation/departure-note";
import { GroupList } from "@/components/conversation/group-list";
import { GroupPage } from "@/components/conversation/group-page";
import { SidePane } from "@/components/conversation/side-pane";
import { useCreatedTicket } from "@/components/conversation/use-created-ticket";
import { useWorkspace, type Workspace } from "@/components/conversation/use-workspace";
import { MessageSelection } from "@/components/tickets/from-messages/message-selection";
import { useTicketRefresh } from "@/components/tickets/use-tickets";
import type { GroupRowView } from "@/lib/groups/contract";
import type { PersonDoor } from "@/lib/errors/browser/read-view";

type GroupWorkspaceProps = {
  title: string;
  me: string;
  /** Above everything. */
  above?: ReactNode;
  /** Above the list. */
  listHeader: ReactNode;
  /** Instead of the list, while there is no group. */
  noGroups?: ReactNode;
  customerLabelOf: (group: GroupRowView) => string;
  /** The colour of a group's customer, where several are in one list. */
  colourOf?: (group: GroupRowView) => string;
  guardOf?: (group: GroupRowView) => SendQuestion | null;
  /** What is known of a group's customer, beside the conversation. */
  renderCustomer?: (group: GroupRowView, workspace: Workspace) => ReactNode;
  /** Instead of the list of conversations. */
  renderList?: (workspace: Workspace) => ReactNode;
  /** Instead of a conversation, while none is chosen. */
  instead?: ReactNode;
  /** Another way on, where the address names a group that is not the reader's. */
  renderMissing?: (groupId: string) => ReactNode;
};

/** The groups of a person, one conversation, and what stands beside it; which of them is shown stands in the address. */
export function GroupWorkspace(props: GroupWorkspaceProps) {
  const { title, me, above, listHeader, noGroups, customerLabelOf, colourOf, guardOf, instead } = props;
  const door = useDoor();
  const groups = useGroupRows();
  const workspace = useWorkspace(groups);
  const creating = useCreatedTicket({ me, groups, onShow: workspace.open });
  useTicketRefresh();
  const { groupId, selected } = workspace;
  // The form may be faster than the list.
  const isMissing = groupId !== null && creating.created?.groupId !== groupId;

  return (
    <MessageSelection groupId={quotesFrom(selected, door.kind)}>
      <ThreePanes
        title={title}
        above={above}
        showsMiddle={groupId !== null || Boolean(instead)}
        list={
          <>
            {listHeader}
            {props.renderList?.(workspace) ?? (
              <GroupNavigation
                groups={groups}
                workspace={workspace}
                noGroups={noGroups}
                colourOf={colourOf}
              />
            )}
          </>
        }
        middle={
          selected ? (
            <section aria-label={selected.name} className="flex min-h-0 flex-1 flex-col">
              {colourOf && <CustomerBand name={selected.organizationName} colour={colourOf(selected)} />}
              <GroupPage
                group={selected}
                me={me}
                workspace={workspace}
                creating={creating}
                guard={guardOf && (() => guardOf(selected))}
              />
            </section>
          ) : (
            <NothingSelected
              missingId={isMissing ? groupId : null}
              me={me}
              isEmpty={groups.length === 0}
              instead={groupId === null && instead}
              renderMissing={props.renderMissing}
            />
          )
        }
        right={
          selected && (
            <SidePane
              group={selected}
              me={me}
              workspace={workspace}
              creating={creating}
              customerLabel={customerLabelOf(selected)}
              renderCustomer={props.renderCustomer}
            />
          )
        }
      />
    </MessageSelection>
  );
}

/** Tickets begin in the main group, by its employees; elsewhere no message is chosen for one. */
function quotesFrom(group: GroupRowView | undefined, door: PersonDoor["kind"]): string | null {
  return group?.kind === "main" && !group.archived && door === "employee" ? group.id : null;
}

type GroupNavigationProps = Pick<GroupWorkspaceProps, "noGroups"> & {
  groups: readonly GroupRowView[];
  workspace: Workspace;
  colourOf: GroupWorkspaceProps["colourOf"];
};

function GroupNavigation({ groups, workspace, noGroups, colourOf }: GroupNavigationProps) {
  const t = useTranslations("conversation");
  return (
    <nav aria-label={t("conversations")} className="min-h-0 flex-1 overflow-y-auto">
      {/* An open conversation says it itself. */}
      {!workspace.selected && <ConnectionBanner />}
      {groups.length === 0 ? (
        noGroups
      ) : (
        <GroupList
          groups={groups}
          selectedId={workspace.selected?.id ?? null}
          ticketOf={workspace.ticketOf}
          addressOf={workspace.addressOf}
          onSelect={workspace.open}
          {...(colourOf ? { colourOf } : {})}
        />
      )}
    </nav>
  );
}

type NothingSelectedProps = {
  /** The group the address names, though it is not the reader's. */
  missingId: string | null;
  me: string;
  isEmpty: boolean;
  instead: ReactNode;
  renderMissing: GroupWorkspaceProps["renderMissing"];
};

function NothingSelected({ missingId, me, isEmpty, instead, renderMissing }: NothingSelectedProps) {
  if (instead) return instead;
  if (missingId !== null)
    return <DepartureNote key={missingId} groupId={missingId} me={me} more={renderMissing?.(missingId)} />;
  return isEmpty ? null : <ConversationSkeleton />;
}
