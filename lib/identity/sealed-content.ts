import type { z } from "zod";
import { openSecret, sealSecret } from "@/lib/config/secret-box";
import { isAppError } from "@/lib/errors/app-error";

/** Seals what a browser is to keep for us: it can neither read nor change it, nor use it for anything but `boundTo`. */
export function sealContent(content: object, boundTo: string): string {
  const { keyId, ciphertext } = sealSecret(JSON.stringify(content), boundTo);
  return `${keyId}.${ciphertext}`;
}

/** What `sealContent` sealed for the same purpose; null for anything else. */
export function openContent<T>(schema: z.ZodType<T>, sealed: string, boundTo: string): T | null {
  const dot = sealed.indexOf(".");
  try {
    const secret = { keyId: sealed.slice(0, dot), ciphertext: sealed.slice(dot + 1) };
    return schema.safeParse(JSON.parse(openSecret(secret, boundTo))).data ?? null;
  } catch (thrown) {
    // Forged, sealed for something else, or with a key that is gone.
    if (isAppError(thrown)) return null;
    throw thrown;
  }
}
