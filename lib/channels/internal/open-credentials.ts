import { openSecret } from "@/lib/config/secret-box";
import { prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { FeishuCredentials } from "@/lib/feishu/credentials";

/** Credentials as they were read, with what tells later whether they are still those of the channel. */
export type OpenedCredentials = { credentials: FeishuCredentials; inForce: { secretCiphertext: string } };

/**
 * A channel's credentials, opened; `inForce` as part of a condition makes a write come too late once they were changed.
 *
 * @throws AppError NOT_FOUND `channels.no_such_channel`, also of a deleted one, which keeps no secret; UNAVAILABLE `common.secret_unreadable`.
 */
export async function openCredentials(channelId: string): Promise<OpenedCredentials> {
  const { appId, sealed } = await sealedCredentials(channelId);
  const credentials = { appId, appSecret: openSecret(sealed, channelId) };
  return { credentials, inForce: { secretCiphertext: sealed.ciphertext } };
}

/** The same without opening: to replace a secret it need not be readable any more. */
export async function sealedCredentials(channelId: string) {
  const channel = await prisma().channel.findUnique({
    where: { id: channelId },
    select: { appId: true, secretCiphertext: true, secretKeyId: true },
  });
  if (!channel?.secretCiphertext || !channel.secretKeyId)
    throw new AppError("NOT_FOUND", "channels.no_such_channel");
  const sealed = { ciphertext: channel.secretCiphertext, keyId: channel.secretKeyId };
  return { appId: channel.appId, sealed, inForce: { secretCiphertext: sealed.ciphertext } };
}
