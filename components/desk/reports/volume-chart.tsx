"use client";

import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useTranslations } from "use-intl";
import { useDayText } from "@/components/desk/reports/use-day-text";
import type { VolumeView } from "@/lib/reports/contract";
import { type Severity, severities } from "@/lib/tickets/contract";

const colours: Record<Severity, string> = {
  s1: "var(--danger-solid)",
  s2: "#c77700",
  s3: "var(--accent-solid)",
  s4: "var(--line-strong)",
};
const axis = { stroke: "var(--line-strong)", tick: { fill: "var(--ink-faint)", fontSize: 12 } };
const boxStyle = { background: "var(--raised)", border: "1px solid var(--line)", borderRadius: 6 };

/** Created tickets as stacked bars, resolved ones as a line. The table beside it says the same to those who cannot see it. */
export function VolumeChart({ volume }: { volume: VolumeView[] }) {
  const t = useTranslations("reports");
  const dayText = useDayText();
  const bars = volume.map(({ start, created, resolved }) => ({ day: dayText(start), ...created, resolved }));
  return (
    <div aria-hidden="true" className="h-64 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={bars}
          margin={{ top: 12, right: 8, bottom: 0, left: -16 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="day" {...axis} tickLine={false} minTickGap={24} />
          <YAxis allowDecimals={false} {...axis} tickLine={false} />
          <Tooltip contentStyle={boxStyle} cursor={{ fill: "var(--hover)" }} />
          <Legend iconType="circle" wrapperStyle={{ fontSize: 12 }} />
          {severities.map((severity) => (
            <Bar
              key={severity}
              dataKey={severity}
              name={severity.toUpperCase()}
              stackId="created"
              fill={colours[severity]}
              isAnimationActive={false}
            />
          ))}
          <Line
            dataKey="resolved"
            name={t("resolved")}
            stroke="var(--success-ink)"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
