import { channelCredentials } from "@/lib/channels/queries/channel-credentials";
import { isAppError } from "@/lib/errors/app-error";
import type { FeishuCredentials } from "@/lib/feishu/credentials";
import { FeishuError } from "@/lib/feishu/feishu-error";
import type { CardRecipient } from "@/lib/notifications/internal/card-recipient";

/**
 * What a claimed card is sent with. Between claim and sending the channel may have been deleted, or bound to an app that
 * knows the person by another id: then nothing is sent, and the next look at the rows says what becomes of the card.
 *
 * @throws FeishuError of class `retry_soon`; AppError UNAVAILABLE `common.secret_unreadable`.
 */
export async function cardCredentials({ channelId, appId }: CardRecipient): Promise<FeishuCredentials> {
  const credentials = await channelCredentials(channelId).catch((thrown: unknown) => {
    if (isAppError(thrown) && thrown.reason === "channels.no_such_channel") return null;
    throw thrown;
  });
  if (credentials?.appId === appId) return credentials;
  throw new FeishuError({
    call: "none",
    kind: "connection",
    failure: "retry_soon",
    hint: "the channel has another app or none",
  });
}
