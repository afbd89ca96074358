"use client";

import { LoadFailure } from "@/components/app-shell/load-failure";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useTranslations } from "use-intl";
import { RightPane } from "@/components/app-shell/right-pane";
import { useConversationClient } from "@/components/conversation/conversation-provider";
import { ChannelFacts } from "@/components/desk/customer/channel-facts";
import { CustomerHistory } from "@/components/desk/customer/customer-history";
import { PlanFacts } from "@/components/desk/customer/plan-facts";
import { MembersBySide } from "@/components/members/members-by-side";
import { Skeleton } from "@/components/ui/skeleton";
import { customerCardKey, readCustomerCard } from "@/lib/desk/browser/customer-card";
import type { GroupRowView } from "@/lib/groups/contract";

const REFRESH = 60_000;

type CustomerPaneProps = {
  group: GroupRowView;
  /** The group both sides are in. */
  people: GroupRowView;
  me: string;
  onClose: () => void;
  onOpenGroup: (groupId: string) => void;
};

/** Who the customer is with whom the reader writes: the plan, the channel, the people, and what happened so far. */
export function CustomerPane({ group, people, me, onClose, onOpenGroup }: CustomerPaneProps) {
  const t = useTranslations("customerCard");
  useLoaded(people.id);
  const {
    data: card,
    error,
    refetch,
  } = useQuery({
    queryKey: customerCardKey(group.id),
    queryFn: () => readCustomerCard(group.id),
    refetchInterval: REFRESH,
  });
  return (
    <RightPane title={t("title")} onClose={onClose}>
      <div aria-busy={!card && !error} className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto py-4">
        {error && (
          <LoadFailure
            title={t("loadFailed")}
            error={error}
            onRetry={() => void refetch()}
            className="mx-4"
          />
        )}
        {card && (
          <>
            <header className="px-4">
              <h3 className="text-lg font-semibold break-words">
                <bdi>{card.organizationName}</bdi>
              </h3>
              <p className="text-sm break-words text-ink-muted">
                {t("account")} <bdi>{card.accountName}</bdi>
              </p>
            </header>
            <Section title={t("plan")}>
              <PlanFacts plan={card.plan} />
            </Section>
            <Section title={t("channel")}>
              <ChannelFacts channel={card.channel} />
            </Section>
            {card.history && (
              <Section title={t("history")}>
                <CustomerHistory history={card.history} onOpenGroup={onOpenGroup} />
              </Section>
            )}
          </>
        )}
        {!card && !error && <PaneSkeleton />}
        <section aria-label={t("people")} className="flex min-h-96 flex-col">
          <h3 className="mb-1 px-4 text-sm font-semibold text-ink-muted">{t("people")}</h3>
          <MembersBySide group={people} me={me} customerLabel={group.organizationName} label={t("people")} />
        </section>
      </div>
    </RightPane>
  );
}

/** Beside the notes, the conversation both sides are in may not have been opened yet. */
function useLoaded(groupId: string): void {
  const client = useConversationClient();
  useEffect(() => {
    if (!client.getGroup(groupId).loaded) void client.open(groupId, {});
  }, [client, groupId]);
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="px-4">
      <h3 className="mb-1.5 text-sm font-semibold text-ink-muted">{title}</h3>
      {children}
    </section>
  );
}

const lines = ["h-6 w-3/4", "h-5 w-1/2", "h-16 w-full", "h-24 w-full", "h-20 w-full"];

function PaneSkeleton() {
  return (
    <div className="flex flex-col gap-4 px-4">
      {lines.map((line) => (
        <Skeleton key={line} className={line} />
      ))}
    </div>
  );
}
