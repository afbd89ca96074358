"use client";

import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import type { TicketChange } from "@/components/tickets/ticket-pane/use-ticket-change";
import { Banner } from "@/components/ui/banner";

/** Why a change was not made: who was faster, what it is too late for, or that nobody answered. */
export function ChangeProblem({ change }: { change: TicketChange }) {
  const t = useTranslations("tickets.moves");
  if (change.isUnreachable) return <Banner tone="danger">{t("unreachable")}</Banner>;
  return <RefusalBanner refusal={change.refusal} />;
}
