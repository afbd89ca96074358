import { useFormatter, useTranslations } from "use-intl";
import type { QuotaUsageView } from "@/lib/channels/contract";

const HEIGHT = 40;

type QuotaMonthsProps = { usage: QuotaUsageView };

/** The calls of the last months and of this one, with what is expected of it; the words below each bar say the same. */
export function QuotaMonths({ usage: { earlier, counted, forecast, limit } }: QuotaMonthsProps) {
  const t = useTranslations("console.quota");
  const format = useFormatter();
  const expected = Math.max(counted, forecast ?? 0);
  const most = Math.max(1, expected, limit ?? 0, ...earlier.map((month) => month.counted));
  const height = (calls: number): number => (calls / most) * HEIGHT;
  const nameOf = (month: string): string =>
    format.dateTime(new Date(`${month}-01T00:00:00Z`), { month: "short", timeZone: "UTC" });
  const bars = [
    ...earlier.map((month) => ({ name: nameOf(month.month), counted: month.counted, expected: 0 })),
    { name: t("thisMonth"), counted, expected },
  ];
  return (
    <ol aria-label={t("months")} className="mt-2 grid grid-cols-6 gap-2 text-xs text-ink-muted">
      {bars.map((bar) => (
        <li key={bar.name} className="flex flex-col items-center">
          <svg
            aria-hidden="true"
            viewBox={`0 0 10 ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-10 w-full"
          >
            <rect
              y={HEIGHT - height(bar.expected)}
              width="10"
              height={height(bar.expected)}
              className="fill-hover"
            />
            <rect
              y={HEIGHT - height(bar.counted)}
              width="10"
              height={height(bar.counted)}
              className="fill-accent"
            />
            {limit !== null && (
              <line
                x2="10"
                y1={HEIGHT - height(limit) + 0.5}
                y2={HEIGHT - height(limit) + 0.5}
                className="stroke-line-strong"
                strokeDasharray="1 1"
                vectorEffect="non-scaling-stroke"
              />
            )}
          </svg>
          <span>{bar.name}</span>
          <span className="tabular-nums">{format.number(bar.counted)}</span>
        </li>
      ))}
    </ol>
  );
}
