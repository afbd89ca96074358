"use client";

import { useTranslations } from "use-intl";
import { ChannelCare } from "@/components/channels/channel-care";
import { ChannelProblem } from "@/components/channels/channel-problem";
import { CustomerBand } from "@/components/conversation/customer-band";
import type { BoundGroup } from "@/components/desk/groups/bound-note";
import { EntryChoice } from "@/components/desk/groups/entry-choice";
import { MainGroupRow } from "@/components/desk/groups/main-group-row";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { ServedChannelView, ServedPlanView } from "@/lib/channels/contract";
import { isOfCredentials } from "@/lib/channels/policy";

type ChannelBlockProps = {
  channel: ServedChannelView;
  plans: readonly ServedPlanView[];
  colour: string;
  onBound: (bound: BoundGroup) => void;
};

/** A channel under its organization's colour: its health, who gets in, who asks, and its main group for each plan. */
export function ChannelBlock({ channel, plans, colour, onBound }: ChannelBlockProps) {
  const { organizationName, mainGroups, request } = channel;
  const tCheck = useTranslations("selfCheck");
  const severalPlans = mainGroups.length > 1;
  return (
    <article aria-label={organizationName} className="border-t">
      <CustomerBand name={organizationName} colour={colour} />
      <div className="grid gap-x-6 gap-y-3 px-4 py-3 md:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col items-start gap-3">
          <ChannelHealth channel={channel} />
          <ChannelProblem problem={channel.problem} availability={channel.availability} />
          {request && <AskedFor request={request} />}
          <ul className="flex w-full flex-col gap-3">
            {mainGroups.map((group) => (
              <MainGroupRow
                key={group.planId}
                channel={channel}
                group={group}
                tier={severalPlans ? plans.find(({ id }) => id === group.planId)?.tier : undefined}
                onBound={onBound}
              />
            ))}
          </ul>
        </div>
        <EntryChoice channel={channel} />
        {channel.mayCare && (
          <div className="md:col-span-2">
            <ChannelCare door="staff" channel={channel}>
              <ButtonLink href={`/desk/groups/${channel.id}`}>{tCheck("link")}</ButtonLink>
            </ChannelCare>
          </div>
        )}
      </div>
    </article>
  );
}

function ChannelHealth({ channel }: { channel: ServedChannelView }) {
  const t = useTranslations("deskGroups.channel");
  const { status, problem, warnings } = channel;
  if (status === "deleted") return <Badge>{t("deleted")}</Badge>;
  if (status === "disabled") return <Badge>{t("disabled")}</Badge>;
  if (status === "saved") return <Badge tone="warning">{t("saved")}</Badge>;
  if (problem !== null)
    return <Badge tone="danger">{t(isOfCredentials(problem) ? "needsSecret" : "broken")}</Badge>;
  if (warnings > 0) return <Badge tone="warning">{t("warnings", { count: warnings })}</Badge>;
  return <Badge tone="success">{t("ok")}</Badge>;
}

function AskedFor({ request }: { request: NonNullable<ServedChannelView["request"]> }) {
  const t = useTranslations("deskGroups.request");
  const isKnown = useHydrated();
  const at = new Date(request.askedAt);
  return (
    <Banner tone="warning" className="w-full">
      <span className="inline-block min-h-5">
        {isKnown &&
          (request.askedBy === null ? t("nameless", { at }) : t("named", { at, name: request.askedBy }))}
      </span>
    </Banner>
  );
}
