import type { SignInDoor } from "@/lib/identity/contract";

/** The sign-in page of a door, which leads to `returnTo` afterwards. */
export function signInAddress(door: SignInDoor, returnTo: string): string {
  return `/${door === "staff" ? "desk" : "console"}/sign-in?returnTo=${encodeURIComponent(returnTo)}`;
}
