import type { Actor } from "@/lib/actor/actor";
import { currentTime } from "@/lib/config/clock";
import { inTransaction } from "@/lib/db/transaction";
import { type Door, sessionCookieName } from "@/lib/identity/door";
import { endSessionsOf } from "@/lib/identity/end-sessions-of";
import { openSession } from "@/lib/identity/open-session";
import { sessionToken } from "@/lib/identity/session-token";
import type { Scene, Tenant } from "./scene";

/** Who tries to reach something of customer A that is none of theirs. */
export const intruders = [
  "a stranger",
  "employee of B",
  "employee of B, cookie renamed to A's",
  "employee of B, cookie renamed to the desk's",
  "TAM of B",
  "TAM of B, cookie renamed to the console's",
  "engineer without groups",
  "operator",
  "principal of B",
  "principal of B, cookie renamed to the desk's",
  "employee of A whose session ended",
  "removed member of A's group",
] as const;
export type Intruder = (typeof intruders)[number];

/** Who may, and so proves that what the others are refused is there. */
export type Insider = "employee of A" | "TAM of A" | "principal of A";

const employeeDoor = (tenant: Tenant): Door => ({ kind: "employee", appId: tenant.customer.appId });

function the<T>(one: T | undefined): T {
  if (one === undefined) throw new Error("nobody is there");
  return one;
}

/** A new session of this person, as a browser's Cookie header; under the name of another door if told so. */
async function cookieFor(door: Door, actor: Actor, renamedTo: Door = door): Promise<string> {
  const sessionId = await newSession(actor);
  return `${sessionCookieName(renamedTo)}=${await sessionToken(door, sessionId)}`;
}

async function newSession(actor: Actor): Promise<string> {
  const now = currentTime();
  const { sessionId } = await inTransaction((tx) => {
    if (actor.kind === "employee") return openSession(tx, { door: "employee", ...actor }, { now });
    if (actor.kind === "staff") return openSession(tx, { door: "staff", ...actor }, { now });
    if (actor.kind === "principal") return openSession(tx, { door: "console", ...actor }, { now });
    throw new Error("the system does not sign in");
  });
  return sessionId;
}

async function endedCookie(door: Door, actor: Actor): Promise<string> {
  const sessionId = await newSession(actor);
  await inTransaction((tx) =>
    endSessionsOf(tx, { id: sessionId }, { reason: "signed_out", now: currentTime() }),
  );
  return `${sessionCookieName(door)}=${await sessionToken(door, sessionId)}`;
}

/** The Cookie header with which this person comes; a session of its own each time, so that no probe ends another's. */
export async function cookiesOf(
  { a, b, engineer, operator }: Scene,
  who: Intruder | Insider,
): Promise<string> {
  const [doorA, doorB] = [employeeDoor(a), employeeDoor(b)];
  const employeeOfB = the(b.employees[0]);
  const ways: Record<Intruder | Insider, () => Promise<string>> = {
    "a stranger": () => Promise.resolve(""),
    "employee of B": () => cookieFor(doorB, employeeOfB),
    "employee of B, cookie renamed to A's": () => cookieFor(doorB, employeeOfB, doorA),
    "employee of B, cookie renamed to the desk's": () => cookieFor(doorB, employeeOfB, "staff"),
    "TAM of B": () => cookieFor("staff", b.tam),
    "TAM of B, cookie renamed to the console's": () => cookieFor("staff", b.tam, "console"),
    "engineer without groups": () => cookieFor("staff", engineer),
    operator: () => cookieFor("staff", operator),
    "principal of B": () => cookieFor("console", b.principal),
    "principal of B, cookie renamed to the desk's": () => cookieFor("console", b.principal, "staff"),
    "employee of A whose session ended": () => endedCookie(doorA, the(a.employees[0])),
    "removed member of A's group": () => cookieFor(doorA, the(a.employees.at(-1))),
    "employee of A": () => cookieFor(doorA, the(a.employees[0])),
    "TAM of A": () => cookieFor("staff", a.tam),
    "principal of A": () => cookieFor("console", a.principal),
  };
  return ways[who]();
}

/** What of A this person knows or is anyway: only a removed member does. */
export function knownBy({ a }: Scene, who: Intruder): string[] {
  if (who !== "removed member of A's group") return [];
  return [
    a.customer.organizationName,
    // Feishu's address of the organization's picture holds it.
    a.customer.tenantKey,
    the(a.customer.employees.at(-1)).name,
    the(a.employees.at(-1)).personId,
  ];
}
