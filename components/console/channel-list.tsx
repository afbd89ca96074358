"use client";

import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { ChannelCare } from "@/components/channels/channel-care";
import { ChannelProblem } from "@/components/channels/channel-problem";
import { CardContent } from "@/components/console/card-content";
import { ChannelIdentity } from "@/components/console/channel-identity";
import { ChannelSwitch } from "@/components/console/channel-switch";
import { DeleteChannel } from "@/components/console/delete-channel";
import { QuotaUsage } from "@/components/console/quota-usage";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { ChannelView, QuotaUsageView } from "@/lib/channels/contract";
import { isOfCredentials } from "@/lib/channels/policy";

type ChannelListProps = {
  channels: ChannelView[];
  usage: Readonly<Record<string, QuotaUsageView>>;
  /** Whether more than looking is offered. */
  mayManage: boolean;
  action: ReactNode;
};

/** The account's channels, or what to do while there is none. */
export function ChannelList({ channels, usage, mayManage, action }: ChannelListProps) {
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
            <div className="flex flex-wrap gap-2">
              <ButtonLink href={`/console/channels/${channel.id}`}>{t("selfCheck")}</ButtonLink>
              {mayManage && channel.status !== "saved" && <ChannelSwitch channel={channel} />}
            </div>
          </div>
          {channel.status === "saved" && <SavedNote />}
          <ChannelProblem problem={channel.problem} availability={channel.availability} />
          <ChannelFacts channel={channel} />
          <ChannelUsage usage={usage[channel.id]} />
          {mayManage && <CardContent channel={channel} />}
          <RowsToRepair channel={channel} />
          {mayManage && (
            <ChannelCare door="console" channel={channel}>
              <DeleteChannel channel={channel} />
            </ChannelCare>
          )}
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
  const timeOf = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
      <Fact term={t("appId")}>
        <span className="font-mono break-all">{channel.appId}</span>
      </Fact>
      <Fact term={t("status")}>
        <ChannelState channel={channel} />
      </Fact>
      <Fact term={t("added")}>
        <time dateTime={channel.addedAt}>{timeOf(channel.addedAt)}</time> <AddedBy channel={channel} />
      </Fact>
      <Fact term={t("secret")}>
        {channel.secretEnding === null ? (
          "–"
        ) : (
          <span className="font-mono">{t("secretEnding", { ending: channel.secretEnding })}</span>
        )}
      </Fact>
      <Fact term={t("checked")}>
        <time dateTime={channel.checkedAt}>{timeOf(channel.checkedAt)}</time>
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
  if (channel.status === "saved") return <Badge tone="warning">{t("saved")}</Badge>;
  if (channel.problem !== null)
    return <Badge tone="danger">{t(isOfCredentials(channel.problem) ? "needsSecret" : "broken")}</Badge>;
  return channel.health === "degraded" ? (
    <Badge tone="warning">{t("degraded")}</Badge>
  ) : (
    <Badge tone="success">{t("active")}</Badge>
  );
}

function SavedNote() {
  const t = useTranslations("selfCheck");
  return (
    <Banner tone="warning" title={t("savedTitle")}>
      {t("savedText")}
    </Banner>
  );
}

/** The rows of the self-check that are not right, by name; what to do about each stands on its page. */
function RowsToRepair({ channel: { id, checks } }: { channel: ChannelView }) {
  const t = useTranslations("selfCheck");
  const rows = checks.filter(({ state }) => state === "wrong" || state === "warning");
  if (rows.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="font-medium">{t("summary", { count: rows.length })}</p>
      <ul className="list-disc pl-5">
        {rows.map(({ step, state }) => (
          <li key={step}>
            <Link href={`/console/channels/${id}#check-${step}`} className="text-accent-ink underline">
              {t(`title.${step}`)}
            </Link>{" "}
            <span className="text-ink-muted">{t(`state.${state}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddedBy({ channel: { addedBy, addedAs } }: { channel: ChannelView }) {
  const t = useTranslations("console.channels");
  if (addedBy === null) return t("addedByOperator");
  return addedAs === null
    ? t("addedBy", { name: addedBy })
    : t("addedByAs", { name: addedBy, role: addedAs });
}
