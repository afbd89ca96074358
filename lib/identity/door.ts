import type { ConsoleActor, EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { environment } from "@/lib/config/environment";

/** The employees' way in, through one channel named by its App ID. */
export type EmployeeDoor = { kind: "employee"; appId: string };

/** One of the three ways into the product; each has its own cookie, and no session of one opens another. */
export type Door = EmployeeDoor | "staff" | "console";

/** A door without its channel: what a session's row and its duration know. */
export type DoorKind = "employee" | "staff" | "console";

/** The kind of a door. */
export function doorKind(door: Door): DoorKind {
  return typeof door === "string" ? door : door.kind;
}

/** Who comes in through a door. */
export type ActorOf<D extends Door> = D extends EmployeeDoor
  ? EmployeeActor
  : D extends "staff"
    ? StaffActor
    : ConsoleActor;

const appIdForm = /^[A-Za-z0-9_]{1,64}$/;

/** Whether `appId` can be part of a cookie's name; anything else is no channel's. */
export function isDoor(door: Door): boolean {
  return typeof door === "string" || appIdForm.test(door.appId);
}

/** Whether cookies are sent over https alone. */
export function cookiesAreSecure(): boolean {
  return environment().APP_URL.startsWith("https://");
}

/**
 * The name of a door's session cookie. It holds the App ID, so that two channels live in one browser, and ends in a word,
 * so that no name is the beginning of another (next-auth finds the parts of a long cookie by their beginning).
 */
export function sessionCookieName(door: Door): string {
  const name = typeof door === "string" ? `ailink.${door}.session` : `ailink.employee.${door.appId}.session`;
  return cookiesAreSecure() ? `__Host-${name}` : name;
}
