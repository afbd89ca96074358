"use client";

import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import type { PlanStateView } from "@/lib/accounts/contract";

const tones = { active: "success", expired: "danger", not_started: "warning", none: "warning" } as const;

/** Whether the account has a support plan, until or from when, and what follows from that. */
export function PlanBanner({ plan: { state, plan } }: { plan: PlanStateView }) {
  const t = useTranslations("console.plan");
  if (state === "none") {
    return (
      <Banner tone={tones.none} title={t("title")}>
        {t("none")}
      </Banner>
    );
  }
  const date = new Date(state === "not_started" ? plan.validFrom : plan.validTo);
  return (
    <Banner tone={tones[state]} title={t("title")}>
      {t(state, { tier: t(`tier.${plan.tier}`), date })}
    </Banner>
  );
}
