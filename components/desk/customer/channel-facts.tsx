"use client";

import { useTranslations } from "use-intl";
import { QuotaUsage } from "@/components/console/quota-usage";
import { useMoment } from "@/components/tickets/use-moment";
import { Badge } from "@/components/ui/badge";
import type { ChannelStateView } from "@/lib/channels/browser/channel-health";

/** How the customer's Feishu channel stands: whether its people can be reached, what is to be repaired, this month's calls. */
export function ChannelFacts({ channel }: { channel: ChannelStateView }) {
  const t = useTranslations("customerCard");
  const moment = useMoment();
  const { problem, brokenAt, checkedAt, quota } = channel;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <HealthBadge channel={channel} />
        <span className="text-ink-muted">{t("checked", { time: moment(checkedAt) })}</span>
      </p>
      {problem !== null && (
        <p className="text-danger-ink">
          {t(`problem.${problem}`)} {brokenAt !== null && t("since", { time: moment(brokenAt) })}
        </p>
      )}
      <QuotaUsage usage={quota} />
    </div>
  );
}

function HealthBadge({ channel: { status, problem, warnings } }: { channel: ChannelStateView }) {
  const t = useTranslations("customerCard");
  if (status === "disabled") return <Badge>{t("off")}</Badge>;
  if (status === "deleted") return <Badge>{t("deleted")}</Badge>;
  if (problem !== null) return <Badge tone="danger">{t("broken")}</Badge>;
  if (warnings > 0) return <Badge tone="warning">{t("warnings", { count: warnings })}</Badge>;
  if (status === "saved") return <Badge tone="warning">{t("unfinished")}</Badge>;
  return <Badge tone="success">{t("healthy")}</Badge>;
}
