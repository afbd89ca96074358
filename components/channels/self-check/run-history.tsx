"use client";

import { useTranslations } from "use-intl";
import { useMoment } from "@/components/tickets/use-moment";
import { classNames } from "@/components/ui/class-names";
import type { CheckRunView } from "@/lib/channels/self-check-contract";

const fills = {
  healthy: "h-3 bg-success-ink",
  degraded: "h-5 bg-warning-ink",
  broken: "h-8 bg-danger-solid",
} as const;

/** The last runs of the self-check, the newest at the right: the worse, the higher. */
export function RunHistory({ runs }: { runs: readonly CheckRunView[] }) {
  const t = useTranslations("selfCheck");
  const moment = useMoment();
  if (runs.length === 0) return <p className="text-sm text-ink-muted">{t("history.none")}</p>;
  const textOf = ({ at, health, trigger }: CheckRunView) =>
    t("history.run", {
      at: moment(at),
      health: t(`health.${health}`),
      trigger: t(`history.trigger.${trigger}`),
    });
  const newest = runs.at(-1);
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex h-8 items-end gap-1" aria-label={t("history.title")}>
        {runs.map((run) => (
          <li key={run.id} title={textOf(run)} className="flex min-w-1 max-w-4 flex-1 items-end">
            <span aria-hidden="true" className={classNames("w-full rounded-xs", fills[run.health])} />
            <span className="sr-only">{textOf(run)}</span>
          </li>
        ))}
      </ol>
      {newest && <p className="text-sm text-ink-muted">{textOf(newest)}</p>}
    </div>
  );
}
