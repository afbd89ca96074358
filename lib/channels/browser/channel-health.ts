import type { ChannelStatus, ChannelView, QuotaUsageView } from "@/lib/channels/contract";

/** How a channel stands, as the service team that works with its customer sees it. */
export type ChannelStateView = {
  status: ChannelStatus;
  /** What keeps cards from being sent, and since when; null while nothing does. */
  problem: NonNullable<ChannelView["problem"]>["kind"] | null;
  brokenAt: string | null;
  checkedAt: string;
  /** How many things were found to be repaired in Feishu. */
  warnings: number;
  /** This month's calls of the organization. */
  quota: QuotaUsageView;
};
