"use client";

import { useTranslations } from "use-intl";
import { Badge } from "@/components/ui/badge";
import type { CustomerCardView } from "@/lib/desk/browser/customer-card";

const tones = { active: "success", expired: "danger", not_started: "warning" } as const;
const words = { active: "planActive", expired: "planExpired", not_started: "planNotStarted" } as const;

/** The plan of this group: how long it holds, and who looks after it. */
export function PlanFacts({ plan }: { plan: CustomerCardView["plan"] }) {
  const t = useTranslations("customerCard");
  const { tier, state, validTo, daysLeft } = plan;
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tones[state]}>{t(`tier.${tier}`)}</Badge>
        <span className="text-ink-muted">{t(words[state], { date: new Date(validTo), days: daysLeft })}</span>
      </p>
      <dl className="flex flex-wrap gap-x-4 gap-y-1">
        {(["tam", "deputy"] as const).map((part) => (
          <div key={part} className="flex min-w-0 gap-1.5">
            <dt className="text-ink-muted">{t(part)}</dt>
            <dd className={plan[part] ? "min-w-0 break-words font-medium" : "text-warning-ink"}>
              {plan[part] ? <bdi>{plan[part].name}</bdi> : t("nobody")}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
