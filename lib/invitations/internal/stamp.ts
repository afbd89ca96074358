import { createHmac, timingSafeEqual } from "node:crypto";
import { durations } from "@/lib/config/durations";
import { environment } from "@/lib/config/environment";

const stampForm = /^([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;

function signature(hash: string, instant: string): Buffer {
  const signed = `invitation-stamp ${hash} ${instant}`;
  return createHmac("sha256", environment().AUTH_SECRET).update(signed).digest();
}

/** Says, in a way only this product can, that somebody had opened the link with this token hash at `now`. */
export function stampOf(hash: string, now: Date): string {
  const instant = now.getTime().toString(36);
  return `${instant}.${signature(hash, instant).toString("base64url")}`;
}

/** When the flow that brings this stamp began; null for one that is forged, of another link, or too old. */
export function begunAtOf(stamp: string, hash: string, now: Date): Date | null {
  const [, instant, given] = stampForm.exec(stamp) ?? [];
  if (instant === undefined || given === undefined) return null;
  if (!timingSafeEqual(Buffer.from(given, "base64url"), signature(hash, instant))) return null;
  const begunAt = Number.parseInt(instant, 36);
  const age = now.getTime() - begunAt;
  return age >= 0 && age <= durations.invitationGrace ? new Date(begunAt) : null;
}
