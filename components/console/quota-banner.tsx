"use client";

import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import type { ChannelView, QuotaUsageView } from "@/lib/channels/contract";

/** Says on the console's first page which organization's calls run short, before its people miss a card. */
export function QuotaBanner({
  channels,
  usage,
}: {
  channels: readonly ChannelView[];
  usage: Record<string, QuotaUsageView>;
}) {
  const t = useTranslations("console.quota");
  const short = channels.filter(({ id }) => usage[id]?.isShort);
  if (short.length === 0) return null;
  const names = [...new Set(short.map(({ organizationName }) => organizationName))].join(", ");
  return (
    <Banner
      tone="warning"
      title={t("shortTitle", { names })}
      action={<ButtonLink href="/console/channels">{t("shortOpen")}</ButtonLink>}
    >
      {t("shortText")}
    </Banner>
  );
}
