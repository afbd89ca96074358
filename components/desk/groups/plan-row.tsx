"use client";

import { useTranslations } from "use-intl";
import { usePersonName } from "@/components/app-shell/use-person-name";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { ServedPlanView } from "@/lib/channels/contract";

type PlanRowProps = {
  plan: ServedPlanView;
  customer: string;
  /** Set for who may. */
  onChangeStaff: (() => void) | undefined;
};

const tones = { active: "success", expired: "danger", not_started: "warning" } as const;

/** A support plan: how long it holds, and who looks after it. */
export function PlanRow({ plan, customer, onChangeStaff }: PlanRowProps) {
  const t = useTranslations("deskGroups");
  const isKnown = useHydrated();
  const nameOf = usePersonName();
  const { tier, state, validTo, daysLeft, tam, deputy } = plan;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
      <p className="flex min-h-5 min-w-0 flex-wrap items-center gap-x-2 text-sm md:w-96">
        <Badge tone={tones[state]}>{t(`plan.tier.${tier}`)}</Badge>
        <span className="text-ink-muted">
          {isKnown && t(`plan.${state}`, { date: new Date(validTo), days: daysLeft })}
        </span>
      </p>
      <dl className="flex min-w-0 basis-full flex-wrap gap-x-4 text-sm md:flex-1 md:basis-0">
        {(["tam", "deputy"] as const).map((part) => {
          const person = part === "tam" ? tam : deputy;
          return (
            <div key={part} className="flex min-w-0 gap-1.5">
              <dt className="text-ink-muted">{t(`plan.${part}`)}</dt>
              <dd className={person ? "min-w-0 truncate font-medium" : "text-warning-ink"}>
                {person ? <bdi>{nameOf(person.name)}</bdi> : t("plan.nobody")}
              </dd>
            </div>
          );
        })}
      </dl>
      {onChangeStaff && (
        <Button size="small" aria-label={`${t("staff.action")}: ${customer}`} onClick={onChangeStaff}>
          {t("staff.action")}
        </Button>
      )}
    </li>
  );
}
