import type { AddChannelInput } from "@/lib/channels/contract";
import type { Refusal } from "@/lib/errors/result";

export type CredentialField = Exclude<keyof AddChannelInput, "untilLive">;

const fieldOfReason = new Map<string, CredentialField>([
  ["channels.organization_name_missing", "organizationName"],
  ["channels.organization_name_too_long", "organizationName"],
  ["channels.app_id_missing", "appId"],
  ["feishu.app_id_malformed", "appId"],
  ["feishu.app_id_unknown", "appId"],
  ["channels.app_secret_missing", "appSecret"],
  ["feishu.app_secret_wrong", "appSecret"],
]);

/** The field a refusal is about; null when it is about the app or about Feishu. */
export function fieldOf(refusal: Refusal | null): CredentialField | null {
  return refusal === null ? null : (fieldOfReason.get(refusal.reason) ?? null);
}

/** The refusal that stands for an answer that never came. */
export const noAnswer: Refusal = {
  code: "UNAVAILABLE",
  reason: "channels.no_answer",
  details: {},
  requestId: "–",
};
