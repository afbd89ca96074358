import { appErrorOf } from "@/lib/feishu/app-error-of";
import { feishuClient } from "@/lib/feishu/client";
import type { FeishuCredentials } from "@/lib/feishu/credentials";
import { type FeishuError, isFeishuError } from "@/lib/feishu/feishu-error";

/** Feishu did not say; asking again later may tell. */
const tellsLater = ({ failure, kind }: FeishuError): boolean =>
  kind !== "answered" || failure === "retry_soon" || failure === "fresh_token";

/**
 * Shows with Feishu that this secret is the app's, and whose the app is: null where Feishu accepts the secret but does not
 * let the app ask (a permission withdrawn, the month's calls used up), which a new secret neither causes nor cures.
 *
 * Costs one counted call.
 *
 * @throws AppError INVALID_INPUT `feishu.app_secret_wrong` and its like, CONFLICT for an app that is disabled,
 *   UPSTREAM_FAILED, RATE_LIMITED or UNAVAILABLE when Feishu could not tell.
 */
export async function verifySecret(
  credentials: FeishuCredentials,
  options: { onCounted?: () => void; timeoutMs?: number } = {},
): Promise<{ tenantKey: string | null }> {
  const client = feishuClient(credentials, options);
  try {
    await client.verifyCredentials();
  } catch (thrown) {
    throw isFeishuError(thrown) ? appErrorOf(thrown) : thrown;
  }
  try {
    return { tenantKey: (await client.tenant()).tenantKey };
  } catch (thrown) {
    if (!isFeishuError(thrown)) throw thrown;
    if (tellsLater(thrown)) throw appErrorOf(thrown);
    return { tenantKey: null };
  }
}
