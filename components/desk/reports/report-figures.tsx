import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useDurationText } from "@/components/desk/reports/use-duration-text";
import type { PromiseView, ReportView } from "@/lib/reports/contract";

/** The figures that say most, side by side. */
export function ReportFigures({ report }: { report: ReportView }) {
  const t = useTranslations("reports");
  const { reminders, emergencies } = report;
  const duration = useDurationText();
  return (
    <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <Figure name={t("created")} value={<Count of={report.created} />} />
      <Figure name={t("resolved")} value={<Count of={report.resolved} />} />
      <PromiseFigure name={t("firstResponse")} promise={report.overall.firstResponse} />
      <PromiseFigure name={t("resolution")} promise={report.overall.resolution} />
      <Figure name={t("reminders")} value={<Count of={reminders.count} />}>
        {reminders.count > 0 && (
          <>
            <p>{t("remindersText", { presses: reminders.presses, answered: reminders.answered })}</p>
            {reminders.medianSeconds !== null && (
              <p>{t("answeredWithin", { median: duration(reminders.medianSeconds) })}</p>
            )}
          </>
        )}
      </Figure>
      <Figure name={t("emergencies")} value={<Count of={emergencies.declared} />}>
        {emergencies.declared > 0 && (
          <>
            <p>{t("emergenciesText", { cancelled: emergencies.cancelled })}</p>
            {emergencies.medianSeconds !== null && (
              <p>
                {t("acknowledgedWithin", {
                  median: duration(emergencies.medianSeconds),
                  slow: duration(emergencies.slowSeconds),
                })}
              </p>
            )}
          </>
        )}
      </Figure>
      <SatisfactionFigure satisfaction={report.satisfaction} />
    </dl>
  );
}

function Figure({
  name,
  value,
  className,
  children,
}: {
  name: string;
  value: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <div className={`flex flex-col gap-1 rounded-lg border bg-raised p-4 ${className ?? ""}`}>
      <dt className="text-sm text-ink-muted">{name}</dt>
      <dd className="text-xl font-semibold tabular-nums">{value}</dd>
      {children && <dd className="text-sm text-ink-muted">{children}</dd>}
    </div>
  );
}

function Count({ of }: { of: number }) {
  const format = useFormatter();
  return <>{format.number(of)}</>;
}

function PromiseFigure({ name, promise }: { name: string; promise: PromiseView }) {
  const t = useTranslations("reports");
  const duration = useDurationText();
  const share = useShareText();
  const { medianSeconds, slowSeconds } = promise;
  return (
    <Figure name={name} value={share(promise)}>
      {medianSeconds !== null && (
        <p>{t("usually", { median: duration(medianSeconds), slow: duration(slowSeconds) })}</p>
      )}
    </Figure>
  );
}

/** The share of kept promises of those whose time has come. */
export function useShareText(): (promise: PromiseView) => string {
  const t = useTranslations("reports");
  const format = useFormatter();
  return ({ kept, missed }) => {
    if (kept + missed === 0) return t("noneDue");
    const share = format.number(kept / (kept + missed), { style: "percent", maximumFractionDigits: 1 });
    return t("onTime", { share });
  };
}

function SatisfactionFigure({ satisfaction: { scores, average } }: Pick<ReportView, "satisfaction">) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const count = scores.reduce((sum, one) => sum + one, 0);
  const most = Math.max(1, ...scores);
  const value = average === null ? t("nothing") : format.number(average, { minimumFractionDigits: 1 });
  return (
    <Figure name={t("satisfaction")} value={value} className="lg:col-span-2">
      <p>{t("satisfactionText", { count })}</p>
      {count > 0 && (
        <ul className="mt-2 flex flex-col gap-1">
          {scores
            .map((times, index) => ({ score: index + 1, times }))
            .toReversed()
            .map(({ score, times }) => (
              <li key={score} className="grid grid-cols-[4.5rem_1fr_2.5rem] items-center gap-2">
                <span>{t("score", { score })}</span>
                <svg aria-hidden="true" viewBox="0 0 100 2" preserveAspectRatio="none" className="h-2 w-full">
                  <rect width={(times / most) * 100} height={2} className="fill-accent" />
                </svg>
                <span className="text-right tabular-nums">{times}</span>
              </li>
            ))}
        </ul>
      )}
    </Figure>
  );
}
