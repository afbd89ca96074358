"use client";

import { useTranslations } from "use-intl";
import { Badge } from "@/components/ui/badge";
import type { SelfCheckView } from "@/lib/channels/self-check-contract";

const tones = { healthy: "success", degraded: "warning", broken: "danger" } as const;

/** How a channel does as a whole. */
export function HealthBadge({ health, status }: Pick<SelfCheckView, "health" | "status">) {
  const t = useTranslations("selfCheck.health");
  if (status === "saved") return <Badge tone="warning">{t("saved")}</Badge>;
  return <Badge tone={tones[health]}>{t(health)}</Badge>;
}
