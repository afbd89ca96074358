"use client";

import { useTranslations } from "use-intl";
import { CustomerBand } from "@/components/conversation/customer-band";
import type { BoundGroup } from "@/components/desk/groups/bound-note";
import { EntryChoice } from "@/components/desk/groups/entry-choice";
import { MainGroupRow } from "@/components/desk/groups/main-group-row";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { ServedChannelView, ServedPlanView } from "@/lib/channels/contract";

type ChannelBlockProps = {
  channel: ServedChannelView;
  plans: readonly ServedPlanView[];
  colour: string;
  onBound: (bound: BoundGroup) => void;
};

/** A channel under its organization's colour: its health, who gets in, who asks, and its main group for each plan. */
export function ChannelBlock({ channel, plans, colour, onBound }: ChannelBlockProps) {
  const { organizationName, mainGroups, request } = channel;
  const severalPlans = mainGroups.length > 1;
  return (
    <article aria-label={organizationName} className="border-t">
      <CustomerBand name={organizationName} colour={colour} />
      <div className="grid gap-x-6 gap-y-3 px-4 py-3 md:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col items-start gap-3">
          <ChannelHealth channel={channel} />
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
      </div>
    </article>
  );
}

function ChannelHealth({ channel }: { channel: ServedChannelView }) {
  const t = useTranslations("deskGroups.channel");
  const { status, brokenReason, warnings } = channel;
  if (status === "disabled") return <Badge>{t("disabled")}</Badge>;
  if (brokenReason !== null) return <Badge tone="danger">{t("broken", { reason: brokenReason })}</Badge>;
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
