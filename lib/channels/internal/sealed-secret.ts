import { sealSecret } from "@/lib/config/secret-box";

/** How much of a secret is kept to recognise it by. */
const ENDING = 4;

/** A channel's secret as its row keeps it: sealed for that row alone, its end for recognising it, and since when. */
export function secretColumns(appSecret: string, channelId: string, now: Date) {
  const { ciphertext, keyId } = sealSecret(appSecret, channelId);
  return {
    secretCiphertext: ciphertext,
    secretKeyId: keyId,
    secretEnding: appSecret.slice(-ENDING),
    secretChangedAt: now,
  };
}
