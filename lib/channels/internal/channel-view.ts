import { healthOf } from "@/lib/channels/check-health";
import type { ChannelView } from "@/lib/channels/contract";
import type { AddedBy } from "@/lib/channels/internal/added-by";
import { namesDiffer, organizationTag } from "@/lib/channels/internal/organization-names";
import { availabilityView, problemView } from "@/lib/channels/internal/problem-view";
import { channelChecks } from "@/lib/channels/self-check-contract";
import type { Channel } from "@/lib/db/generated/client";

/** A row of `channel` without its secret. */
export type ChannelRow = Omit<Channel, "secretCiphertext" | "secretKeyId">;

/** What is known of a channel besides its row. */
type Besides = { by?: AddedBy | undefined; outsideAvailability?: number | undefined };

/** A channel as the console shows it. */
export function channelView(channel: ChannelRow, { by, outsideAvailability = 0 }: Besides): ChannelView {
  const checks = channelChecks(channel.checks);
  return {
    id: channel.id,
    appId: channel.appId,
    organizationName: channel.organizationName,
    organizationNameTyped: channel.organizationNameTyped,
    namesDiffer: namesDiffer(channel.organizationName, channel.organizationNameTyped),
    displayId: channel.displayId,
    tag: organizationTag(channel.tenantTag),
    avatarUrl: channel.avatarUrl,
    status: channel.status,
    problem: problemView(channel),
    availability: availabilityView(channel.appId, outsideAvailability),
    checks,
    health: healthOf(checks, channel.brokenReason),
    checkedAt: channel.checkedAt.toISOString(),
    secretEnding: channel.secretEnding,
    addedBy: by?.addedBy ?? null,
    addedAs: by?.addedAs ?? null,
    addedAt: channel.createdAt.toISOString(),
    hidesCardContent: channel.hideCardContent,
  };
}
