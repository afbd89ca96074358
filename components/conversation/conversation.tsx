"use client";

import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useNamedMembers } from "@/components/app-shell/use-person-name";
import { useReasonText } from "@/components/app-shell/use-reason-text";
import { useFileDrafts } from "@/components/attachments/use-attachments";
import { useFileDrop } from "@/components/attachments/use-file-drop";
import { Announcer } from "@/components/conversation/announcer";
import { CaughtUpNote } from "@/components/conversation/caught-up-note";
import { draftOf } from "@/components/conversation/composer/draft";
import { prependToDraft } from "@/components/conversation/composer/draft-store";
import type { SendQuestion } from "@/components/conversation/composer/send-questions";
import { ConnectionBanner } from "@/components/conversation/connection-banner";
import { useConversationClient, useGroupState } from "@/components/conversation/conversation-provider";
import { ConversationSkeleton } from "@/components/conversation/conversation-skeleton";
import { DraftComposer, filesOf } from "@/components/conversation/draft-composer";
import { MessageList } from "@/components/conversation/message-list";
import { MovesProvider } from "@/components/conversation/moves/moves-provider";
import { ReaderText } from "@/components/conversation/reader-text";
import { PeopleContext } from "@/components/conversation/people-context";
import { ArchivedText, PlanNote } from "@/components/conversation/plan-note";
import { type OutgoingHandlers, timelineOf } from "@/components/conversation/timeline";
import { Banner } from "@/components/ui/banner";
import { EmptyState } from "@/components/ui/empty-state";
import type { GroupRowView } from "@/lib/groups/contract";
import type { FileDrafts } from "@/lib/messages/browser/file-drafts";

type ConversationProps = {
  group: GroupRowView;
  me: string;
  /** The message a link led to. */
  messageId: string | null;
  /** The reader left that message for the newest ones. */
  onLeaveMessage: () => void;
  /** The reader goes to another message. */
  onShowMessage: (messageId: string) => void;
  /** Asked at the moment of sending. */
  guard?: (() => SendQuestion | null) | undefined;
  /** What stands between the messages and the composer. */
  aboveComposer?: ReactNode;
};

/** One conversation: connection, messages, composer. Mount it with the group's id as key. */
export function Conversation({
  group,
  me,
  messageId,
  onLeaveMessage,
  onShowMessage,
  guard,
  aboveComposer,
}: ConversationProps) {
  const t = useTranslations("conversation");
  const client = useConversationClient();
  const state = useGroupState(group.id);
  const members = useNamedMembers(state.members);
  const people = useMemo(() => ({ groupId: group.id, me, members }), [group.id, me, members]);
  const rows = useRows(state, me, group.sequence);
  const files = useFileDrafts(filesOf(group.id, me));
  const handlers = useOutgoingHandlers(group.id, me, files);
  const isReadOnly = group.archived || group.reader !== null;
  const drop = useFileDrop((dropped) => files.add(dropped));

  useEffect(() => {
    const isLoaded = client.getGroup(group.id).messages.some(({ id }) => id === messageId);
    if (!isLoaded) void client.open(group.id, messageId === null ? {} : { around: messageId });
  }, [client, group.id, messageId]);

  function handleShowLatest() {
    onLeaveMessage();
    void client.open(group.id, {});
  }

  return (
    <PeopleContext value={people}>
      <MovesProvider group={group} me={me} onShow={onShowMessage}>
        <DropArea drop={isReadOnly ? null : drop}>
          <ConnectionBanner />
          <CaughtUpNote caughtUp={state.caughtUp} />
          {state.problem !== null && <LoadProblem reason={state.problem} />}
          {!state.loaded && <ConversationSkeleton />}
          {state.loaded && rows.length === 0 && (
            <div className="flex min-h-0 flex-1 items-center">
              <EmptyState title={t("empty")} />
            </div>
          )}
          {state.loaded && rows.length > 0 && (
            <MessageList
              rows={rows}
              me={me}
              hasBefore={state.hasBefore}
              hasAfter={state.hasAfter}
              unread={group.unread}
              highlightId={messageId}
              handlers={handlers}
              onLoadBefore={() => void client.loadBefore(group.id)}
              onLoadAfter={() => void client.loadAfter(group.id)}
              onSeen={(sequence) => client.markRead(group.id, sequence)}
              onShowLatest={handleShowLatest}
            />
          )}
          {state.loaded && <Announcer newest={state.messages.at(-1)} />}
          {aboveComposer}
          <PlanNote group={group} />
          {isReadOnly ? (
            <p className="border-t px-4 py-3 text-ink-muted">
              {group.reader === null ? <ArchivedText group={group} /> : <ReaderText reader={group.reader} />}
            </p>
          ) : (
            <DraftComposer group={group} me={me} guard={guard} />
          )}
        </DropArea>
      </MovesProvider>
    </PeopleContext>
  );
}

/** What was asked for could not be loaded; what can help by itself is tried again meanwhile. */
function LoadProblem({ reason }: { reason: string }) {
  const reasonText = useReasonText();
  return (
    <Banner tone="warning" className="rounded-none">
      {reasonText(reason)}
    </Banner>
  );
}

type DropAreaProps = { drop: ReturnType<typeof useFileDrop> | null; children: ReactNode };

/** The whole conversation takes files that are dropped on it. */
function DropArea({ drop, children }: DropAreaProps) {
  const t = useTranslations("attachments");
  return (
    <div {...drop?.handlers} className="relative flex min-h-0 flex-1 flex-col">
      {children}
      {drop?.isOver && (
        <p className="pointer-events-none absolute inset-2 z-30 flex items-center justify-center rounded-lg border-2 border-dashed border-accent bg-accent-soft text-lg text-accent-ink opacity-90">
          {t("dropHere")}
        </p>
      )}
    </div>
  );
}

function useOutgoingHandlers(groupId: string, me: string, files: FileDrafts): OutgoingHandlers {
  const t = useTranslations("conversation");
  const client = useConversationClient();
  return useMemo(
    () => ({
      onRetry: (clientId) => void client.retry(groupId, clientId),
      onDiscard: ({ clientId, attachments = [] }) => {
        files.discard(attachments);
        void client.discard(groupId, clientId);
      },
      onEdit: ({ clientId, body, attachments = [] }) => {
        const { members } = client.getGroup(groupId);
        const nameOf = (id: string) =>
          id === "all" ? t("everyone") : (members.get(id)?.name ?? t("unknownPerson"));
        prependToDraft(me, groupId, draftOf(body, nameOf));
        files.restore(attachments);
        void client.discard(groupId, clientId);
      },
    }),
    [client, groupId, me, files, t],
  );
}

type GroupState = ReturnType<typeof useGroupState>;

/** The rows of the list; the "new" divider stays where it was when the conversation was opened. */
function useRows(state: GroupState, me: string, sequence: number) {
  const format = useFormatter();
  const [news, setNews] = useState<{ after: number; through: number } | null>(null);
  if (news === null && state.loaded) setNews({ after: state.readSequence, through: sequence });
  return useMemo(
    () =>
      timelineOf({
        messages: state.messages,
        outgoing: state.outgoing,
        edits: state.edits,
        me,
        news,
        dayOf: (instant) => format.dateTime(new Date(instant), { dateStyle: "short" }),
      }),
    [state.messages, state.outgoing, state.edits, me, news, format],
  );
}
