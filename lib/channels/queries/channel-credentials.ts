import { openSecret } from "@/lib/config/secret-box";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { FeishuCredentials } from "@/lib/feishu/credentials";

/**
 * The credentials of a channel, its secret opened: for calls to Feishu made at once, never for keeping, passing to a job or logging.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel`, also of a deleted one, which keeps no secret; UNAVAILABLE `common.secret_unreadable` when its key is not configured any more.
 */
export async function channelCredentials(channelId: string): Promise<FeishuCredentials> {
  const channel = await prisma().channel.findUnique({
    where: { id: channelId },
    select: { appId: true, secretCiphertext: true, secretKeyId: true },
  });
  if (!channel?.secretCiphertext || !channel.secretKeyId)
    throw new AppError("NOT_FOUND", "channels.no_such_channel");
  const sealed = { ciphertext: channel.secretCiphertext, keyId: channel.secretKeyId };
  return { appId: channel.appId, appSecret: openSecret(sealed, channelId) };
}
