import { z } from "zod";
import { durations } from "@/lib/config/durations";
import { openSecret, sealSecret } from "@/lib/config/secret-box";
import { isAppError } from "@/lib/errors/app-error";
import type { SignInDoor } from "@/lib/identity/contract";

const contentSchema = z.object({ ownerId: z.uuid(), passedAt: z.number() });

const boundTo = (door: SignInDoor) => `second-step ${door}`;

/**
 * What a browser keeps between the password, which was right, and the code of the second factor: sealed, of this door
 * alone, good for five minutes, and worth nothing without the code. No session is open meanwhile.
 */
export function sealSecondStep(door: SignInDoor, ownerId: string, now: Date): string {
  const { keyId, ciphertext } = sealSecret(
    JSON.stringify({ ownerId, passedAt: now.getTime() }),
    boundTo(door),
  );
  return `${keyId}.${ciphertext}`;
}

/** Whose password was right (a staff account or a principal); null if this was not sealed here, for this door, or is too old. */
export function secondStepOwner(door: SignInDoor, sealed: string, now: Date): string | null {
  const dot = sealed.indexOf(".");
  try {
    const text = openSecret(
      { keyId: sealed.slice(0, dot), ciphertext: sealed.slice(dot + 1) },
      boundTo(door),
    );
    const { ownerId, passedAt } = contentSchema.parse(JSON.parse(text));
    return now.getTime() - passedAt > durations.secondStep ? null : ownerId;
  } catch (thrown) {
    // Forged, of the other door, or sealed with a key that is gone: nobody's.
    if (isAppError(thrown)) return null;
    throw thrown;
  }
}
