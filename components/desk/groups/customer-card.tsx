"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { AddChannelDialog } from "@/components/desk/groups/add-channel-dialog";
import type { BoundGroup } from "@/components/desk/groups/bound-note";
import { ChannelBlock } from "@/components/desk/groups/channel-block";
import { PlanRow } from "@/components/desk/groups/plan-row";
import { PlanStaffDialog } from "@/components/desk/groups/plan-staff-dialog";
import { Button } from "@/components/ui/button";
import type { CustomerView } from "@/lib/channels/contract";

type CustomerCardProps = {
  me: string;
  customer: CustomerView;
  colours: ReadonlyMap<string, string>;
  onBound: (bound: BoundGroup) => void;
};

/** One customer: its plans with who looks after them, its channels with their service main groups. */
export function CustomerCard({ me, customer, colours, onBound }: CustomerCardProps) {
  const t = useTranslations("deskGroups");
  const { name, alias, plans, channels } = customer;
  const [isAddingChannel, setAddingChannel] = useState(false);
  const [handedOver, setHandedOver] = useState<string | null>(null);
  return (
    <section aria-label={name} className="overflow-hidden rounded-lg border bg-raised">
      <header className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3">
        <h2 className="min-w-0 text-lg font-semibold break-words">
          <bdi>{name}</bdi>
        </h2>
        <p className="min-w-0 flex-1 basis-40 text-sm break-all text-ink-muted">{t("alias", { alias })}</p>
        {customer.mayAddChannel && (
          <Button
            size="small"
            aria-label={`${t("addChannel.action")}: ${name}`}
            onClick={() => setAddingChannel(true)}
          >
            {t("addChannel.action")}
          </Button>
        )}
      </header>
      {plans.length === 0 ? (
        <p className="px-4 py-2 text-ink-muted">{t("noPlan")}</p>
      ) : (
        <ul>
          {plans.map((plan) => (
            <PlanRow
              key={plan.id}
              plan={plan}
              customer={name}
              onChangeStaff={plan.maySetStaff ? () => setHandedOver(plan.id) : undefined}
            />
          ))}
        </ul>
      )}
      {channels.length === 0 ? (
        <p className="border-t px-4 py-3 text-ink-muted">{t("channel.none")}</p>
      ) : (
        channels.map((channel) => (
          <ChannelBlock
            key={channel.id}
            channel={channel}
            plans={plans}
            colour={colours.get(channel.organizationName) ?? ""}
            onBound={onBound}
          />
        ))
      )}
      <AddChannelDialog customer={customer} open={isAddingChannel} onClose={() => setAddingChannel(false)} />
      <PlanStaffDialog
        me={me}
        customer={name}
        plan={plans.find(({ id }) => id === handedOver)}
        onClose={() => setHandedOver(null)}
      />
    </section>
  );
}
