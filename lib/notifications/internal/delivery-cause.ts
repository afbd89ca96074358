import type { DeliveryCause } from "@/lib/notifications/contract";

/** What the reasons recorded with an outcome mean to the sender (docs/feishu.md, "Outcomes of a send"). */
const causes: Readonly<Record<string, DeliveryCause>> = {
  feishu_230013: "outside_availability",
  feishu_230029: "left_organization",
  feishu_230053: "bot_muted",
  channel_disabled: "channel_disabled",
  channel_broken: "channel_broken",
  no_feishu_identity: "never_signed_in",
  left_group: "left_group",
  group_archived: "group_archived",
  timed_out: "feishu_silent",
};

/** Why somebody was not reached, told as its sender can use it; null for an outcome without reason. */
export function deliveryCause(outcomeReason: string | null): DeliveryCause | null {
  if (outcomeReason === null || outcomeReason.startsWith("quota_")) return null;
  return causes[outcomeReason] ?? "feishu_refused";
}
