"use client";

import { MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { ChannelIdentity } from "@/components/console/channel-identity";
import { ChannelSwitch } from "@/components/console/channel-switch";
import { ChannelWarnings } from "@/components/console/channel-warnings";
import { QuotaUsage } from "@/components/console/quota-usage";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { ChannelView, QuotaUsageView } from "@/lib/channels/contract";

type ChannelListProps = {
  channels: ChannelView[];
  usage: Readonly<Record<string, QuotaUsageView>>;
  action: ReactNode;
};

/** The account's channels, or what to do while there is none. */
export function ChannelList({ channels, usage, action }: ChannelListProps) {
  const t = useTranslations("console.channels");
  if (channels.length === 0) {
    return (
      <EmptyState icon={<MessagesSquare />} title={t("empty")} action={action}>
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <ul className="flex flex-col gap-3" aria-label={t("title")}>
      {channels.map((channel) => (
        <li key={channel.id} className="flex flex-col gap-3 rounded-lg border bg-raised p-4">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <ChannelIdentity channel={channel} />
            <ChannelSwitch channel={channel} />
          </div>
          <ChannelFacts channel={channel} />
          <ChannelUsage usage={usage[channel.id]} />
          <ChannelWarnings checks={channel.checks} />
        </li>
      ))}
    </ul>
  );
}

const ChannelUsage = ({ usage }: { usage: QuotaUsageView | undefined }) =>
  usage && <QuotaUsage usage={usage} />;

function ChannelFacts({ channel }: { channel: ChannelView }) {
  const t = useTranslations("console.channels");
  const format = useFormatter();
  const addedAt = format.dateTime(new Date(channel.addedAt), { dateStyle: "medium", timeStyle: "short" });
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
      <Fact term={t("appId")}>
        <span className="font-mono break-all">{channel.appId}</span>
      </Fact>
      <Fact term={t("status")}>
        <ChannelState channel={channel} />
      </Fact>
      <Fact term={t("added")}>
        <time dateTime={channel.addedAt}>{addedAt}</time> <AddedBy channel={channel} />
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whether employees can use the channel now. */
function ChannelState({ channel }: { channel: ChannelView }) {
  const t = useTranslations("console.channels");
  if (channel.status === "disabled") return <Badge>{t("disabled")}</Badge>;
  if (channel.brokenReason !== null) return <Badge tone="danger">{t("broken")}</Badge>;
  const needsAttention = channel.checks.some(({ state }) => state === "warning");
  return needsAttention ? (
    <Badge tone="warning">{t("needsAttention")}</Badge>
  ) : (
    <Badge tone="success">{t("active")}</Badge>
  );
}

function AddedBy({ channel: { addedBy, addedAs } }: { channel: ChannelView }) {
  const t = useTranslations("console.channels");
  if (addedBy === null) return t("addedByOperator");
  return addedAs === null
    ? t("addedBy", { name: addedBy })
    : t("addedByAs", { name: addedBy, role: addedAs });
}
