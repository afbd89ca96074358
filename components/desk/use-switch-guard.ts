"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useQueryState } from "@/components/app-shell/use-query-state";
import type { SendQuestion } from "@/components/conversation/composer/send-questions";
import type { GroupRowView } from "@/lib/groups/contract";

/** So soon after another customer's conversation a message may be meant for that one. */
const DOUBTFUL_MILLISECONDS = 3_000;

/** Asks before a message goes to a customer right after the page showed another one. */
export function useSwitchGuard(
  groups: readonly GroupRowView[],
): (group: GroupRowView) => SendQuestion | null {
  const t = useTranslations("desk");
  const groupId = useQueryState().get("group");
  const customer = groups.find((group) => group.id === groupId)?.organizationName;
  const shown = useRef<{ customer: string; switchedAt: number } | null>(null);

  useEffect(() => {
    if (customer === undefined || customer === shown.current?.customer) return;
    // The first customer of a visit is no switch.
    shown.current = { customer, switchedAt: shown.current === null ? -Infinity : performance.now() };
  }, [customer]);

  return (group) => {
    // A note goes to no customer.
    if (group.kind === "internal") return null;
    const since = performance.now() - (shown.current?.switchedAt ?? -Infinity);
    if (since >= DOUBTFUL_MILLISECONDS) return null;
    return {
      title: t("switched.title", { customer: group.organizationName }),
      text: t("switched.text", { group: group.name, customer: group.organizationName }),
      confirm: t("switched.confirm"),
    };
  };
}
