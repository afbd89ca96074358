"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import type { ChannelView } from "@/lib/channels/contract";

type ChannelHealthBannerProps = {
  channels: readonly Pick<ChannelView, "id" | "organizationName" | "health" | "status">[];
};

/** Tells whoever opens the console of channels that need attention: principals have no mail address to be told at. */
export function ChannelHealthBanner({ channels }: ChannelHealthBannerProps) {
  const t = useTranslations("selfCheck");
  const unwell = channels.filter(
    ({ health, status }) => status === "saved" || (status === "active" && health !== "healthy"),
  );
  if (unwell.length === 0) return null;
  const isBroken = unwell.some(({ health, status }) => status === "active" && health === "broken");
  return (
    <Banner tone={isBroken ? "danger" : "warning"} title={t("banner.title", { count: unwell.length })}>
      <ul>
        {unwell.map(({ id, organizationName, health, status }) => (
          <li key={id}>
            <Link
              href={`/console/channels/${id}`}
              className="inline-flex min-h-6 items-center underline pointer-coarse:min-h-10"
            >
              {t("banner.open", {
                organization: organizationName,
                health: t(`health.${status === "saved" ? "saved" : health}`),
              })}
            </Link>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
