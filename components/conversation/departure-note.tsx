"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import { useDraft } from "@/components/conversation/composer/draft-store";
import { draftOf } from "@/components/conversation/composer/draft";
import { useDeparture, useGroupState } from "@/components/conversation/conversation-provider";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";

type DepartureNoteProps = {
  groupId: string;
  me: string;
  /** Another way on. */
  more?: ReactNode;
};

/**
 * Instead of a conversation that is not the reader's, or no longer: says so, and keeps what they were writing there for
 * copying. The focus comes here from the text box that is gone.
 */
export function DepartureNote({ groupId, me, more }: DepartureNoteProps) {
  const t = useTranslations("conversation");
  const query = useQueryState();
  const departure = useDeparture(groupId);
  const unsent = useUnsent(groupId, me);
  const note = useRef<HTMLDivElement>(null);
  const ended = departure && (departure.via ?? "unknown");

  useEffect(() => {
    if (ended !== null) note.current?.focus();
  }, [ended]);

  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
      <div ref={note} tabIndex={-1} role={ended === null ? undefined : "alert"} className="rounded-lg">
        <EmptyState
          title={ended === null ? t("noSuchGroup") : t(`gone.${ended}`, { group: departure?.name ?? "" })}
          action={
            <>
              <a
                className="text-accent-ink underline"
                href={query.addressWith({ group: null, message: null, pane: null })}
              >
                {t("conversations")}
              </a>
              {more}
            </>
          }
        >
          {t(ended === null ? "noSuchGroupText" : "gone.text")}
        </EmptyState>
      </div>
      {unsent !== "" && <Unsent text={unsent} />}
    </div>
  );
}

function Unsent({ text }: { text: string }) {
  const t = useTranslations("conversation");
  return (
    <section aria-label={t("gone.unsent")} className="mx-auto w-full max-w-lg px-6 pb-8">
      <div className="flex items-center gap-2 pb-1">
        <h2 className="min-w-0 flex-1 text-sm font-medium text-ink-muted">{t("gone.unsent")}</h2>
        <CopyButton value={text} label={t("gone.copy")} />
      </div>
      <textarea
        readOnly
        value={text}
        rows={4}
        aria-label={t("gone.unsent")}
        className="w-full rounded-md border border-line-strong bg-sunken px-3 py-2 text-base text-ink"
      />
    </section>
  );
}

/** What was written for a group and is not in it: messages that did not go out, then the draft. */
function useUnsent(groupId: string, me: string): string {
  const t = useTranslations("conversation");
  const { outgoing } = useGroupState(groupId);
  const [draft] = useDraft(me, groupId);
  const nameOf = (id: string) => t(id === "all" ? "everyone" : "unknownPerson");
  return [...outgoing.map(({ body }) => draftOf(body, nameOf).text), draft.text]
    .filter((text) => text.trim() !== "")
    .join("\n\n");
}
