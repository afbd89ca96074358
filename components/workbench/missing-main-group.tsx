"use client";

import { MessagesSquare } from "lucide-react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { useGroupRows } from "@/components/conversation/conversation-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { MainGroupRequesting } from "@/components/workbench/use-main-group-request";

type Requesting = { requesting: MainGroupRequesting };

/** Instead of the list of groups: the manual's note on what to do without a service main group, and a button that does it. */
export function MissingMainGroup({ requesting }: Requesting) {
  const t = useTranslations("workbench.noMainGroup");
  return (
    <EmptyState icon={<MessagesSquare />} title={t("title")} action={<AskForIt requesting={requesting} />}>
      {t("text")}
    </EmptyState>
  );
}

/** The same in short, above a list that holds ticket groups alone. */
export function MissingMainGroupNote({ requesting }: Requesting) {
  const t = useTranslations("workbench.noMainGroup");
  const groups = useGroupRows();
  if (groups.length === 0 || groups.some(({ kind }) => kind === "main")) return null;
  return (
    <section aria-label={t("title")} className="flex shrink-0 flex-col gap-2 border-b px-4 py-3 text-sm">
      <p className="text-ink-muted">{t("text")}</p>
      <AskForIt requesting={requesting} />
    </section>
  );
}

function AskForIt({ requesting: { request, refusal, isPending, ask } }: Requesting) {
  const t = useTranslations("workbench.noMainGroup");
  const isKnown = useHydrated();
  if (request !== null) {
    const at = new Date(request.askedAt);
    const text = request.mine ? t("mine", { at }) : t("others", { at, name: request.askedBy });
    return <output className="block min-h-10 font-medium">{isKnown && text}</output>;
  }
  return (
    <div className="flex flex-col items-stretch gap-2">
      <Button variant="primary" size="large" busy={isPending} onClick={ask}>
        {t("ask")}
      </Button>
      <RefusalBanner refusal={refusal} />
    </div>
  );
}
