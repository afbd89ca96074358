import { useTranslations } from "use-intl";
import { useShareText } from "@/components/desk/reports/report-figures";
import { useDurationText } from "@/components/desk/reports/use-duration-text";
import { SeverityMark } from "@/components/tickets/severity-mark";
import { Card } from "@/components/ui/card";
import type { PromiseView, ReportView } from "@/lib/reports/contract";
import { severities } from "@/lib/tickets/contract";

/** How the promises of each severity were kept. */
export function PromiseTable({ report }: { report: ReportView }) {
  const t = useTranslations("reports");
  return (
    <Card title={t("promises")}>
      <div className="grid gap-6 lg:grid-cols-2">
        {(["firstResponse", "resolution"] as const).map((kind) => (
          <PromiseKind key={kind} name={t(kind)} bySeverity={report.bySeverity} kind={kind} />
        ))}
      </div>
    </Card>
  );
}

type PromiseKindProps = {
  name: string;
  kind: "firstResponse" | "resolution";
  bySeverity: ReportView["bySeverity"];
};

function PromiseKind({ name, kind, bySeverity }: PromiseKindProps) {
  const t = useTranslations("reports");
  const share = useShareText();
  const duration = useDurationText();
  const shown = severities.filter((severity) => bySeverity[severity].created > 0);
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-3">
      <h3 className="font-semibold">{name}</h3>
      <ul className="flex flex-col gap-3">
        {shown.map((severity) => {
          const promise = bySeverity[severity][kind];
          return (
            <li key={severity} className="flex flex-col gap-1">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <SeverityMark severity={severity} />
                <span className="ml-auto font-medium tabular-nums">{share(promise)}</span>
              </div>
              <PromiseBar promise={promise} />
              <p className="text-sm text-ink-muted">
                {t("kept")} {promise.kept} · {t("missed")} {promise.missed} · {t("open")} {promise.open}
                {promise.medianSeconds !== null && (
                  <>
                    {" · "}
                    {t("median")} {duration(promise.medianSeconds)} · {t("slow")}{" "}
                    {duration(promise.slowSeconds)}
                  </>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The words beside it say the same. */
function PromiseBar({ promise: { kept, missed, open } }: { promise: PromiseView }) {
  const parts = [
    { id: "kept", count: kept, className: "fill-success-ink" },
    { id: "missed", count: missed, className: "fill-danger-solid" },
    { id: "open", count: open, className: "fill-line-strong" },
  ];
  const total = kept + missed + open;
  let at = 0;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 2"
      preserveAspectRatio="none"
      className="h-2 w-full rounded-full bg-hover"
    >
      {parts.map(({ id, count, className }) => {
        const width = (count / total) * 100;
        const x = at;
        at += width;
        return <rect key={id} x={x} y={0} width={width} height={2} className={className} />;
      })}
    </svg>
  );
}
