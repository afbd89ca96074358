"use client";

import { AtSign, BellOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { MentionCandidate } from "@/components/conversation/composer/mention-query";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";

type MentionPickerProps = {
  listId: string;
  candidates: readonly MentionCandidate[];
  activeIndex: number;
  peopleCount: number;
  onPick: (candidate: MentionCandidate) => void;
  onHover: (index: number) => void;
  /** Whether who is picked next is named without being notified. */
  isSilent: boolean;
  onSilent: (isSilent: boolean) => void;
};

/** The people an `@` may mean. The text box keeps the focus; arrows, Enter and the mouse choose here. */
export function MentionPicker(props: MentionPickerProps) {
  const { listId, candidates, activeIndex, peopleCount, onPick, onHover, isSilent, onSilent } = props;
  const t = useTranslations("conversation");
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.children[activeIndex]?.scrollIntoView({ block: "nearest" });
  }, [activeIndex]);

  return (
    <div className="absolute bottom-full left-2 z-20 mb-1 w-72 max-w-[calc(100%-1rem)] overflow-hidden rounded-lg border bg-raised shadow-float">
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the text box has the focus and names the active option */}
      <div
        ref={list}
        id={listId}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a list that belongs to a text box
        role="listbox"
        aria-label={t("people")}
        className="max-h-64 overflow-y-auto py-1"
      >
        {candidates.map((candidate, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys are handled by the text box
          <div
            key={candidate.id}
            id={`${listId}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see the list
            role="option"
            aria-selected={index === activeIndex}
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => onHover(index)}
            onClick={() => onPick(candidate)}
            className={classNames(
              "flex min-h-9 cursor-pointer items-center gap-2 px-3 py-1 pointer-coarse:min-h-11",
              index === activeIndex && "bg-hover",
            )}
          >
            <CandidateFace candidate={candidate} peopleCount={peopleCount} />
          </div>
        ))}
      </div>
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={isSilent}
        title={t("silentHint")}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onSilent(!isSilent)}
        className="flex min-h-9 w-full items-center gap-2 border-t px-3 py-1 text-left text-sm text-ink-muted hover:bg-hover pointer-coarse:min-h-11"
      >
        <BellOff aria-hidden="true" className={classNames("size-4", isSilent && "text-accent-ink")} />
        <span className={classNames("min-w-0 flex-1", isSilent && "font-medium text-accent-ink")}>
          {t(isSilent ? "silentOn" : "silent")}
        </span>
        <kbd className="text-xs text-ink-faint pointer-coarse:hidden">Alt+Enter</kbd>
      </button>
      <output className="sr-only">{t("peopleFound", { count: candidates.length })}</output>
    </div>
  );
}

function CandidateFace({ candidate, peopleCount }: { candidate: MentionCandidate; peopleCount: number }) {
  const t = useTranslations("conversation");
  if (candidate.member === null) {
    return (
      <>
        <span
          aria-hidden="true"
          className="flex size-6 items-center justify-center rounded-full bg-accent-soft"
        >
          <AtSign className="size-3.5 text-accent-ink" />
        </span>
        <span className="min-w-0 flex-1 truncate font-medium">{t("everyone")}</span>
        <span className="text-sm text-ink-faint">{t("everyoneHint", { count: peopleCount })}</span>
      </>
    );
  }
  const { name, avatarUrl, side } = candidate.member;
  return (
    <>
      <Avatar name={name} src={avatarUrl} size="small" />
      <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
      {side === "service" && <Badge tone="accent">{t("serviceTeam")}</Badge>}
    </>
  );
}
