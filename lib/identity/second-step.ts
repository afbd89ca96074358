import { z } from "zod";
import { durations } from "@/lib/config/durations";
import type { SignInDoor, SignInMethod } from "@/lib/identity/contract";
import { openContent, sealContent } from "@/lib/identity/sealed-content";

const contentSchema = z.object({
  ownerId: z.uuid(),
  passedAt: z.number(),
  method: z.enum(["password", "oidc"]).default("password"),
});

/** Who passed the first step (a staff account or a principal), and how. */
export type SecondStep = { ownerId: string; method: SignInMethod };

const boundTo = (door: SignInDoor) => `second-step ${door}`;

/**
 * What a browser keeps between the first step of a sign-in, a password or an OpenID provider's word, and the code of the
 * second factor: sealed, of this door alone, good for five minutes, and worth nothing without the code. No session is open meanwhile.
 */
export function sealSecondStep(door: SignInDoor, { ownerId, method }: SecondStep, now: Date): string {
  return sealContent({ ownerId, method, passedAt: now.getTime() }, boundTo(door));
}

/** Who passed the first step; null if this was not sealed here, for this door, or is too old. */
export function openSecondStep(door: SignInDoor, sealed: string, now: Date): SecondStep | null {
  const content = openContent(contentSchema, sealed, boundTo(door));
  if (content === null || now.getTime() - content.passedAt > durations.secondStep) return null;
  return { ownerId: content.ownerId, method: content.method };
}
