import { cookies } from "next/headers";
import { currentTime } from "@/lib/config/clock";
import { durations } from "@/lib/config/durations";
import type { SignInDoor } from "@/lib/identity/contract";
import { cookiesAreSecure } from "@/lib/identity/door";
import { openSecondStep } from "@/lib/identity/second-step";

const nameAt = (door: SignInDoor) => `${cookiesAreSecure() ? "__Host-" : ""}ailink.${door}.second-step`;

/** Keeps in this browser that the first step was passed, until the code is typed. Only in a server action or a route handler: it sets a cookie. */
export async function keepSecondStep(door: SignInDoor, secondStep: string): Promise<void> {
  const maxAge = durations.secondStep / 1_000;
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: cookiesAreSecure(), maxAge } as const;
  (await cookies()).set(nameAt(door), secondStep, options);
}

/** What this browser keeps of a sign-in that waits for its code. */
export async function keptSecondStep(door: SignInDoor): Promise<string | undefined> {
  return (await cookies()).get(nameAt(door))?.value;
}

/** Whether the sign-in page is to ask for the code. */
export async function awaitsSecondStep(door: SignInDoor): Promise<boolean> {
  const kept = await keptSecondStep(door);
  return kept !== undefined && openSecondStep(door, kept, currentTime()) !== null;
}

/** Forgets it, when the code was right or somebody starts over. Only in a server action or a route handler. */
export async function forgetSecondStep(door: SignInDoor): Promise<void> {
  (await cookies()).set(nameAt(door), "", { path: "/", secure: cookiesAreSecure(), maxAge: 0 });
}
