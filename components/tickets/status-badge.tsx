"use client";

import { useTranslations } from "use-intl";
import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";
import type { TicketStatus } from "@/lib/tickets/contract";

const tones: Record<TicketStatus, Tone> = {
  new: "warning",
  assigned: "accent",
  in_progress: "accent",
  waiting_for_customer: "warning",
  resolved: "success",
  closed: "neutral",
};

/** Where a ticket stands. */
export function StatusBadge({ status }: { status: TicketStatus }) {
  const t = useTranslations("tickets");
  return (
    <Badge tone={tones[status]}>
      <span className="inline-block first-letter:uppercase">{t(`status.${status}`)}</span>
    </Badge>
  );
}
