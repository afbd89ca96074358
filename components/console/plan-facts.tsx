"use client";

import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { graceEndsAt } from "@/lib/accounts/policy";
import type { PlanStateView, PlanView } from "@/lib/accounts/contract";

const DAY = 24 * 60 * 60 * 1_000;
/** So many days before a plan ends, its page says so in colour. */
const SOON = 30;

const tones = { active: "success", expired: "danger", not_started: "warning" } as const;

/** A support plan's tier, validity and days left at `now`, and what its end means. */
export function PlanFacts({ plan: { state, plan }, now }: { plan: PlanStateView; now: string }) {
  const t = useTranslations("console.planPage");
  return (
    <>
      {plan !== null && <Validity plan={plan} state={state} now={Date.parse(now)} />}
      <Card title={t("endTitle")}>
        <p>{t("endText")}</p>
        <div className="mt-4 grid gap-4 md:grid-cols-2">
          <Points title={t("stopsTitle")}>
            {[t("stopsChannels"), t("stopsTickets"), t("stopsWriting"), t("stopsEmergency")]}
          </Points>
          <Points title={t("goesOnTitle")}>
            {[t("goesOnSignIn"), t("goesOnTickets"), t("goesOnEmergency"), t("goesOnKept")]}
          </Points>
        </div>
        <p className="mt-4">{t("grace")}</p>
        <p className="mt-2">{t("renewal")}</p>
      </Card>
    </>
  );
}

type ValidityProps = { plan: PlanView; state: keyof typeof tones; now: number };

function Validity({ plan, state, now }: ValidityProps) {
  const t = useTranslations("console.planPage");
  const tiers = useTranslations("console.plan.tier");
  const format = useFormatter();
  const day = (instant: string) => (
    <time dateTime={instant}>
      {format.dateTime(new Date(instant), { dateStyle: "long", timeStyle: "short" })}
    </time>
  );
  const daysLeft = Math.ceil((Date.parse(plan.validTo) - now) / DAY);
  return (
    <Card title={t("title")}>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        <Fact term={t("tier")}>
          {tiers(plan.tier)} <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
        </Fact>
        <Fact term={t("validFrom")}>{day(plan.validFrom)}</Fact>
        <Fact term={t("validTo")}>{day(plan.validTo)}</Fact>
        {state === "expired" && (
          <Fact term={t("graceUntil")}>{day(graceEndsAt(new Date(plan.validTo)).toISOString())}</Fact>
        )}
        {state === "active" && (
          <Fact term={t("daysLeft")}>
            <Badge tone={daysLeft <= SOON ? "warning" : "neutral"}>{t("days", { count: daysLeft })}</Badge>
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-muted">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

function Points({ title, children }: { title: string; children: string[] }) {
  return (
    <div>
      <h3 className="mb-1 font-medium">{title}</h3>
      <ul className="list-disc pl-5">
        {children.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  );
}
