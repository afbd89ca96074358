"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import type { BoundGroup } from "@/components/desk/groups/bound-note";
import { useAction } from "@/components/app-shell/use-action";
import { WhenSeen } from "@/components/desk/groups/when-seen";
import { useDeskRoles } from "@/components/desk/desk-reader";
import { AddPeople } from "@/components/invitations/add-people";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { createMainGroupAction } from "@/lib/channels/actions";
import { mainGroupRequestsKey } from "@/lib/channels/browser/service-queries";
import type { ServedChannelView, ServedMainGroupView, ServedPlanView } from "@/lib/channels/contract";
import { staffScope } from "@/lib/groups/policy";

type MainGroupRowProps = {
  channel: ServedChannelView;
  group: ServedMainGroupView;
  /** Of its plan, where there are several. */
  tier: ServedPlanView["tier"] | undefined;
  onBound: (bound: BoundGroup) => void;
};

/** The main group of a channel and a plan: to be made, to be opened, to hand out links into. */
export function MainGroupRow({ channel, group, tier, onBound }: MainGroupRowProps) {
  const t = useTranslations("deskGroups");
  const queries = useQueryClient();
  const { organizationName, request } = channel;
  const { run, refusal, isPending } = useAction(createMainGroupAction, (done) => {
    void queries.invalidateQueries({ queryKey: mainGroupRequestsKey });
    onBound({ organization: organizationName, ...done });
  });
  const { planId, state, groupId, mayBind, mayInvite } = group;
  const bind = () => run({ channelId: channel.id, planId });
  return (
    <li className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-56">
          <span className="font-medium">
            {tier ? t("group.ofPlan", { tier: t(`plan.tier.${tier}`) }) : t("group.main")}
          </span>{" "}
          <span className={state === "none" ? "text-warning-ink" : "text-ink-muted"}>
            {t(`group.${wordOf(group)}`)}
          </span>
        </p>
        {mayBind && state === "none" && (
          <Button
            variant="primary"
            busy={isPending}
            aria-label={`${t("group.create")}: ${organizationName}`}
            onClick={bind}
          >
            {t("group.create")}
          </Button>
        )}
        {mayBind && state === "present" && request && (
          <Button variant="primary" busy={isPending} onClick={bind}>
            {t("group.letIn", { name: request.askedBy ?? "" })}
          </Button>
        )}
        {groupId !== null && (
          <ButtonLink href={`/desk?group=${groupId}`} aria-label={`${t("group.open")}: ${organizationName}`}>
            {t("group.open")}
          </ButtonLink>
        )}
        <ClosedGroupLink groupId={group.closedGroupId} organization={organizationName} />
        {groupId !== null && mayInvite && (
          <WhenSeen>
            <AddPeople groupId={groupId} />
          </WhenSeen>
        )}
      </div>
      <RefusalBanner refusal={refusal} />
    </li>
  );
}

function wordOf({ state, groupId }: ServedMainGroupView) {
  if (state !== "present") return state;
  return groupId === null ? "notIn" : "isIn";
}

/** To a group one is not in: an auditor reads it, others open it for a reason. */
function ClosedGroupLink({ groupId, organization }: { groupId: string | null; organization: string }) {
  const t = useTranslations("opening");
  const isAuditor = staffScope(useDeskRoles()).audits;
  if (groupId === null) return null;
  const label = t(isAuditor ? "reading.read" : "offer");
  return (
    <ButtonLink
      href={isAuditor ? `/desk/reading?group=${groupId}` : `/desk/open?group=${groupId}`}
      aria-label={`${label}: ${organization}`}
    >
      {label}
    </ButtonLink>
  );
}
