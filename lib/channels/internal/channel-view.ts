import { channelCheck, type ChannelView, type OrganizationTag } from "@/lib/channels/contract";
import type { AddedBy } from "@/lib/channels/internal/added-by";
import type { Channel } from "@/lib/db/generated/client";

/** A row of `channel` without its secret. */
export type ChannelRow = Omit<Channel, "secretCiphertext" | "secretKeyId">;

/** Feishu documents these two values of `tenant_tag` and no other (docs/feishu.md). */
const tags = new Map<number, OrganizationTag>([
  [0, "team"],
  [2, "personal"],
]);

// How a name is written (width, case, spaces) is no difference worth a warning.
const plain = (name: string) => name.normalize("NFKC").replaceAll(/\s+/g, "").toLowerCase();

/** A channel as the console shows it. */
export function channelView(channel: ChannelRow, by: AddedBy | undefined): ChannelView {
  return {
    id: channel.id,
    appId: channel.appId,
    organizationName: channel.organizationName,
    organizationNameTyped: channel.organizationNameTyped,
    namesDiffer: plain(channel.organizationName) !== plain(channel.organizationNameTyped),
    displayId: channel.displayId,
    tag: tags.get(channel.tenantTag) ?? "other",
    avatarUrl: channel.avatarUrl,
    status: channel.status,
    brokenReason: channel.brokenReason,
    checks: channelCheck.array().parse(channel.checks),
    addedBy: by?.addedBy ?? null,
    addedAs: by?.addedAs ?? null,
    addedAt: channel.createdAt.toISOString(),
  };
}
