"use client";

import { useFormatter, useTranslations } from "use-intl";
import { QuotaMonths } from "@/components/console/quota-months";
import { classNames } from "@/components/ui/class-names";
import type { QuotaUsageView } from "@/lib/channels/contract";

/** How a channel's organization stands with Feishu's calls of this month, and what that means for cards. */
export function QuotaUsage({ usage }: { usage: QuotaUsageView }) {
  const t = useTranslations("console.quota");
  const format = useFormatter();
  const { counted, limit, forecast, isShort } = usage;
  if (limit === null)
    return (
      <div className="text-sm text-ink-muted">
        <p>{t("unlimited", { counted })}</p>
        <QuotaMonths usage={usage} />
      </div>
    );
  const words = {
    counted,
    limit,
    forecast: forecast ?? 0,
    minutes: usage.windowMinutes,
    date: format.dateTime(new Date(usage.startsAnewAt), { dateStyle: "medium" }),
  };
  return (
    <div className="text-sm">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>{t("used", words)}</span>
        <span className={isShort ? "text-warning-ink" : "text-ink-faint"}>
          {forecast === null ? t("startsAnew", words) : t("forecast", words)}
        </span>
      </p>
      <meter
        aria-label={t("label")}
        min={0}
        max={limit}
        value={Math.min(counted, limit)}
        className="sr-only"
      />
      <div aria-hidden="true" className="mt-1 h-2 overflow-hidden rounded-full bg-sunken">
        <div
          className={classNames("h-full rounded-full", isShort ? "bg-warning-ink" : "bg-accent")}
          style={{ width: `${Math.min(100, (counted / limit) * 100)}%` }}
        />
      </div>
      <QuotaMonths usage={usage} />
      <p className="mt-1 text-ink-muted">{t(usage.exhausted ? "exhausted" : usage.stage, words)}</p>
    </div>
  );
}
