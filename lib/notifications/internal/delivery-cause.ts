import { unreachableCause } from "@/lib/groups/unreachable-cause";
import type { DeliveryCause } from "@/lib/notifications/contract";

/** What the reasons that are not Feishu's own mean to the sender. */
const causes: Readonly<Record<string, DeliveryCause>> = {
  channel_disabled: "channel_disabled",
  channel_broken: "channel_broken",
  no_feishu_identity: "never_signed_in",
  left_group: "left_group",
  group_archived: "group_archived",
  recalled: "recalled",
  name_removed: "name_removed",
  timed_out: "feishu_silent",
};

/** Why somebody was not reached, told as its sender can use it; null for an outcome without reason. */
export function deliveryCause(outcomeReason: string | null): DeliveryCause | null {
  if (outcomeReason === null || outcomeReason.startsWith("quota_")) return null;
  return causes[outcomeReason] ?? unreachableCause(outcomeReason);
}
