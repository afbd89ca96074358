import { openCredentials } from "@/lib/channels/internal/open-credentials";
import type { FeishuCredentials } from "@/lib/feishu/credentials";

/**
 * The credentials of a channel, its secret opened: for calls to Feishu made at once, never for keeping, passing to a job or logging.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel`, also of a deleted one, which keeps no secret; UNAVAILABLE `common.secret_unreadable` when its key is not configured any more.
 */
export async function channelCredentials(channelId: string): Promise<FeishuCredentials> {
  return (await openCredentials(channelId)).credentials;
}
