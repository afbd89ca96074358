"use client";

import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { type Components, Virtuoso, type VirtuosoHandle } from "react-virtuoso";
import { JumpToLatest } from "@/components/conversation/jump-to-latest";
import { MessageRow } from "@/components/conversation/message-row";
import type { OutgoingHandlers, TimelineRow } from "@/components/conversation/timeline";
import { useFirstItemIndex } from "@/components/conversation/use-first-item-index";
import { useHeldRows } from "@/components/conversation/use-held-rows";
import { useReadMarker } from "@/components/conversation/use-read-marker";
import { useSettled } from "@/components/conversation/use-settled";
import { AT_BOTTOM_PIXELS, useStickToBottom } from "@/components/conversation/use-stick-to-bottom";
import { Spinner } from "@/components/ui/spinner";

type MessageListProps = {
  rows: readonly TimelineRow[];
  me: string;
  hasBefore: boolean;
  hasAfter: boolean;
  /** Messages of others that were not read yet. */
  unread: number;
  /** The message a link led to. */
  highlightId: string | null;
  handlers: OutgoingHandlers;
  onLoadBefore: () => void;
  onLoadAfter: () => void;
  onSeen: (sequence: number) => void;
  onShowLatest: () => void;
};

type ListContext = {
  hasBefore: boolean;
  highlightId: string | null;
  newestOwnKey: string | undefined;
  handlers: OutgoingHandlers;
};

const lookAhead = { top: 600, bottom: 0 };

const listComponents: Components<TimelineRow, ListContext> = {
  Header: ({ context }) => <ListBeginning hasBefore={context.hasBefore} />,
  Footer: () => <div className="h-3" />,
};

function ListBeginning({ hasBefore }: { hasBefore: boolean }) {
  const t = useTranslations("conversation");
  // The same height in both states, so that nothing moves when the last older page arrives.
  return (
    <p className="flex h-12 items-center justify-center gap-2 text-sm text-ink-faint">
      {hasBefore && <Spinner />}
      {t(hasBefore ? "loadingOlder" : "beginning")}
    </p>
  );
}

function renderRow(_index: number, row: TimelineRow, context: ListContext) {
  return (
    <MessageRow
      row={row}
      highlighted={row.message !== null && row.message.id === context.highlightId}
      showsSent={row.message !== null && row.key === context.newestOwnKey}
      handlers={context.handlers}
    />
  );
}

/** The messages of one conversation, drawn only as far as they are on the screen. */
export function MessageList(props: MessageListProps) {
  const [isScrolling, setScrolling] = useState(false);
  const rows = useHeldRows(props.rows, isScrolling);
  const first = useFirstItemIndex(rows);
  // What is held back comes before the beginning that is drawn.
  const isHeld = rows.length < props.rows.length;
  return (
    <MessageViewport
      key={first.generation}
      {...props}
      rows={rows}
      hasBefore={props.hasBefore || isHeld}
      firstIndex={first.index}
      onScrolling={setScrolling}
    />
  );
}

/** One stretch of messages that only grows at its ends. */
function MessageViewport(
  props: MessageListProps & { firstIndex: number; onScrolling: (isScrolling: boolean) => void },
) {
  const { rows, me, hasBefore, hasAfter, unread, highlightId, handlers, firstIndex } = props;
  const t = useTranslations("conversation");
  const list = useRef<VirtuosoHandle>(null);
  const [start] = useState(() => initialPosition(rows, highlightId));
  const [isAtBottom, setAtBottom] = useState(true);
  const settled = useSettled();
  const stick = useStickToBottom(!hasAfter);
  const reportVisible = useReadMarker(rows, hasAfter, props.onSeen);
  const newestOwnKey = rows.findLast((row) => row.senderId === me)?.key;
  const context = useMemo(
    () => ({ hasBefore, highlightId, newestOwnKey, handlers }),
    [hasBefore, highlightId, newestOwnKey, handlers],
  );

  function showEnd() {
    stick.grab();
    list.current?.scrollToIndex({ index: "LAST", align: "end" });
  }

  useOwnMessage(rows, showEnd);
  useStopOnLeaving(props.onScrolling);
  useScrollToLink(list, rows, highlightId);

  return (
    // A log is announced by itself; here that would read older messages aloud while scrolling, so the Announcer does it.
    <div role="log" aria-live="off" aria-label={t("messages")} className="relative min-h-0 flex-1">
      <Virtuoso
        ref={list}
        className="h-full [overflow-anchor:none]"
        data={rows}
        context={context}
        components={listComponents}
        itemContent={renderRow}
        firstItemIndex={firstIndex}
        initialTopMostItemIndex={start}
        computeItemKey={(_index, row) => row.key}
        alignToBottom
        scrollerRef={stick.scrollerRef}
        atBottomThreshold={AT_BOTTOM_PIXELS}
        atBottomStateChange={(atBottom) => {
          setAtBottom(atBottom);
          stick.handleAtBottom(atBottom);
        }}
        totalListHeightChanged={() => {
          settled.stir();
          stick.follow();
        }}
        isScrolling={props.onScrolling}
        startReached={() => settled.whenSettled("before", props.onLoadBefore)}
        endReached={() => settled.whenSettled("after", props.onLoadAfter)}
        rangeChanged={({ startIndex, endIndex }) => {
          settled.stir();
          reportVisible(startIndex - firstIndex, endIndex - firstIndex);
        }}
        increaseViewportBy={lookAhead}
      />
      {(!isAtBottom || hasAfter) && (
        <JumpToLatest unread={unread} onJump={hasAfter ? props.onShowLatest : showEnd} />
      )}
    </div>
  );
}

/** A list that is replaced in the middle of a movement no longer moves. */
function useStopOnLeaving(onScrolling: (isScrolling: boolean) => void) {
  useEffect(() => () => onScrolling(false), [onScrolling]);
}

/** What I send is what I look at, wherever I was reading. */
function useOwnMessage(rows: readonly TimelineRow[], showEnd: () => void) {
  const waiting = rows.at(-1)?.outgoing ? rows.at(-1)?.key : undefined;
  const seen = useRef(waiting);
  useEffect(() => {
    if (waiting !== undefined && waiting !== seen.current) showEnd();
    seen.current = waiting;
  });
}

/** Follows a link to another message that is loaded already; only when the link changes, never when messages arrive. */
function useScrollToLink(
  list: RefObject<VirtuosoHandle | null>,
  rows: readonly TimelineRow[],
  highlightId: string | null,
) {
  const followed = useRef(highlightId);
  useEffect(() => {
    if (highlightId === followed.current) return;
    const index = highlightId === null ? -1 : rows.findIndex((row) => row.message?.id === highlightId);
    if (index < 0) return;
    followed.current = highlightId;
    list.current?.scrollToIndex({ index, align: "center" });
  }, [list, rows, highlightId]);
}

/** Opens at the message a link led to, else at the first unread, else at the end. */
function initialPosition(rows: readonly TimelineRow[], highlightId: string | null) {
  const linked = highlightId === null ? -1 : rows.findIndex((row) => row.message?.id === highlightId);
  if (linked >= 0) return { index: linked, align: "center" as const };
  const unread = rows.findIndex((row) => row.startsUnread);
  if (unread >= 0) return { index: unread, align: "start" as const };
  return { index: rows.length - 1, align: "end" as const };
}
