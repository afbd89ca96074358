"use client";

import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import { useNow } from "@/components/ui/use-now";
import { graceEndsAt, planPhase } from "@/lib/accounts/policy";
import type { GroupRowView } from "@/lib/groups/contract";

/**
 * Says that the group's plan is not active, since or until when, and what that means here; null while it is. By the clock of
 * the page, as a plan ends without anything happening. Both sides read the same.
 */
function usePlanText({ kind, plan }: Pick<GroupRowView, "kind" | "plan">): string | null {
  const t = useTranslations("conversation.plan");
  const now = useNow();
  const terms = { validFrom: new Date(plan.validFrom), validTo: new Date(plan.validTo) };
  const phase = now === null ? "active" : planPhase(terms, new Date(now));
  if (phase === "active") return null;
  const dates = { from: terms.validFrom, ended: terms.validTo, until: graceEndsAt(terms.validTo) };
  return t(`${phase}.${kind === "main" ? "main" : "ticket"}`, dates);
}

/** Why a group cannot be written to: its plan, or that it is archived. */
export function ArchivedText({ group }: { group: GroupRowView }) {
  const t = useTranslations("conversation");
  return usePlanText(group) ?? t("archived");
}

/** What the plan says, above the composer of a group in which one can still write. */
export function PlanNote({ group }: { group: GroupRowView }) {
  const text = usePlanText(group);
  if (text === null || group.archived) return null;
  return (
    <Banner tone="warning" className="rounded-none text-sm">
      {text}
    </Banner>
  );
}
