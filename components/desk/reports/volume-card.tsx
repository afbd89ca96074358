import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { useDayText } from "@/components/desk/reports/use-day-text";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { type ReportView } from "@/lib/reports/contract";
import { severities } from "@/lib/tickets/contract";

/** The chart's library is large and this page's alone. */
const VolumeChart = dynamic(
  async () => (await import("@/components/desk/reports/volume-chart")).VolumeChart,
  { ssr: false, loading: () => <Skeleton className="h-64 w-full" /> },
);

/** How many tickets came and went, as a picture and as a table. */
export function VolumeCard({ report: { bucket, volume } }: { report: ReportView }) {
  const t = useTranslations("reports");
  return (
    <Card title={t("volume", { bucket })}>
      <p className="text-sm text-ink-muted">{t("volumeHelp")}</p>
      <VolumeChart volume={volume} />
      <details className="mt-3">
        <summary className="cursor-pointer py-2 text-accent-ink">{t("asTable")}</summary>
        <VolumeTable bucket={bucket} volume={volume} />
      </details>
    </Card>
  );
}

function VolumeTable({ bucket, volume }: Pick<ReportView, "bucket" | "volume">) {
  const t = useTranslations("reports");
  const dayText = useDayText();
  return (
    <div className="overflow-x-auto">
      <table aria-label={t("volume", { bucket })} className="w-full text-sm tabular-nums">
        <thead>
          <tr className="text-left text-ink-muted">
            <th className="py-1 pr-3 font-medium">{t("start", { bucket })}</th>
            {severities.map((severity) => (
              <th key={severity} className="px-2 py-1 text-right font-medium">
                {severity.toUpperCase()}
              </th>
            ))}
            <th className="px-2 py-1 text-right font-medium">{t("resolved")}</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {volume.map(({ start, created, resolved }) => (
            <tr key={start}>
              <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap">
                {dayText(start)}
              </th>
              {severities.map((severity) => (
                <td key={severity} className="px-2 py-1 text-right">
                  {created[severity]}
                </td>
              ))}
              <td className="px-2 py-1 text-right">{resolved}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
