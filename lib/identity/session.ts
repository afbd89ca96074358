import { cookies, headers } from "next/headers";
import type { ConsoleActor, EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { actorFromCookies } from "@/lib/identity/actor-from-cookies";
import type { ActorOf, Door } from "@/lib/identity/door";
import { authInstance, returnCookieName } from "@/lib/identity/internal/auth-instance";

/** Who is signed in through `door` in the request being served; null for nobody. */
async function actorAt<D extends Door>(door: D): Promise<ActorOf<D> | null> {
  return actorFromCookies((await headers()).get("cookie"), door);
}

/** The employee signed in through the channel with this App ID, or null. */
export async function employeeActor(appId: string): Promise<EmployeeActor | null> {
  return actorAt({ kind: "employee", appId });
}

/** The member of the service team who is signed in, or null. */
export async function staffActor(): Promise<StaffActor | null> {
  return actorAt("staff");
}

/** Who is signed in to the console, with the role they assumed, or null. */
export async function consoleActor(): Promise<ConsoleActor | null> {
  return actorAt("console");
}

/**
 * Who is signed in at the desk or the console, also if they must set up a second factor before they may do anything
 * else: for the page on which they do it. Null for nobody.
 */
export async function enrollingActor<D extends "staff" | "console">(door: D): Promise<ActorOf<D> | null> {
  return actorFromCookies((await headers()).get("cookie"), door, { enrolling: true });
}

/** Hands a session opened by `openSession` to this browser. Only in a route handler or a server action: it sets a cookie. */
async function setSession(door: Door, sessionId: string): Promise<void> {
  await authInstance(door).signIn("session", { sessionId, redirect: false, redirectTo: "/" });
  (await cookies()).delete(returnCookieName(door));
}

/** Hands an employee's session to this browser; sessions of other channels stay. */
export async function setEmployeeSession(appId: string, sessionId: string): Promise<void> {
  await setSession({ kind: "employee", appId }, sessionId);
}

/** Hands a session of the service team to this browser. */
export async function setStaffSession(sessionId: string): Promise<void> {
  await setSession("staff", sessionId);
}

/** Hands a console session to this browser. */
export async function setConsoleSession(sessionId: string): Promise<void> {
  await setSession("console", sessionId);
}

/** Removes a door's cookie from this browser. The session itself is ended by `endSession`. */
export async function clearSession(door: Door): Promise<void> {
  await authInstance(door).signOut({ redirect: false, redirectTo: "/" });
}
