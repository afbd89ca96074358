"use client";

import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import type { IncidentChange } from "@/components/incidents/use-incidents";
import { Banner } from "@/components/ui/banner";

/** Why the last change of an emergency was not made, if it was not. */
export function IncidentProblem({ change }: { change: Pick<IncidentChange, "refusal" | "isUnreachable"> }) {
  const t = useTranslations("incidents.banner");
  if (change.isUnreachable) return <Banner tone="warning">{t("unreachable")}</Banner>;
  return <RefusalBanner refusal={change.refusal} />;
}
