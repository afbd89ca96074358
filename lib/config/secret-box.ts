import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { environment } from "@/lib/config/environment";
import { AppError } from "@/lib/errors/app-error";

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A secret as it is stored; worthless without the key it names. */
export type SealedSecret = { ciphertext: string; keyId: string };
type EncryptionKey = { id: string; key: Buffer };

/**
 * Encrypts a secret with the current key of ENCRYPTION_KEYS. `associatedData` (the id of the row that holds it) is
 * authenticated too, so a ciphertext copied to another row does not open there.
 */
export function sealSecret(
  plain: string,
  associatedData: string,
  keys = environment().ENCRYPTION_KEYS,
): SealedSecret {
  const current = keys[0];
  if (!current) throw new Error("ENCRYPTION_KEYS holds no key");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, current.key, nonce);
  cipher.setAAD(Buffer.from(associatedData, "utf8"));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return {
    ciphertext: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64"),
    keyId: current.id,
  };
}

/**
 * Decrypts what `sealSecret` made, with the key it names (an older key of ENCRYPTION_KEYS too).
 *
 * @throws AppError UNAVAILABLE `common.secret_unreadable` when the key is not configured any more, or the ciphertext,
 *   its key id or `associatedData` is not what was sealed.
 */
export function openSecret(
  sealed: SealedSecret,
  associatedData: string,
  keys: readonly EncryptionKey[] = environment().ENCRYPTION_KEYS,
): string {
  const named = keys.find(({ id }) => id === sealed.keyId);
  if (!named) throw new AppError("UNAVAILABLE", "common.secret_unreadable");
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  try {
    const decipher = createDecipheriv(ALGORITHM, named.key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(associatedData, "utf8"));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return plain.toString("utf8");
  } catch (thrown) {
    throw new AppError("UNAVAILABLE", "common.secret_unreadable", { cause: thrown });
  }
}
