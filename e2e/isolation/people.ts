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
  "duty lead",
  "manager",
  "auditor",
  "TAM whose opening of A's groups ended",
  "engineer of A's other ticket",
  "engineer of A's other channel",
  "employee of A's other channel",
] as const;
export type Intruder = (typeof intruders)[number];

/**
 * Whom somebody is most like, for rows that say nothing of them. `orMore`: their role may show them more, so that any answer
 * without what they may not know will do; what a role may change is not asked (role-rights.ts).
 */
export const likeOf: Partial<Record<Intruder, { who: Intruder; orMore: boolean }>> = {
  "duty lead": { who: "engineer without groups", orMore: true },
  manager: { who: "engineer without groups", orMore: true },
  auditor: { who: "engineer without groups", orMore: true },
  "TAM whose opening of A's groups ended": { who: "TAM of B", orMore: false },
  "engineer of A's other ticket": { who: "engineer without groups", orMore: false },
  "engineer of A's other channel": { who: "engineer without groups", orMore: false },
};

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
  { a, b, engineer, operator, near }: Scene,
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
    "duty lead": () => cookieFor("staff", near.dutyLead),
    manager: () => cookieFor("staff", near.manager),
    auditor: () => cookieFor("staff", near.auditor),
    "TAM whose opening of A's groups ended": () => cookieFor("staff", near.formerReader),
    "engineer of A's other ticket": () => cookieFor("staff", near.engineerOfOtherTicket),
    "engineer of A's other channel": () => cookieFor("staff", near.engineerOfOtherChannel),
    "employee of A's other channel": () =>
      cookieFor({ kind: "employee", appId: near.otherAppId }, near.employeeOfOtherChannel),
    "employee of A": () => cookieFor(doorA, the(a.employees[0])),
    "TAM of A": () => cookieFor("staff", a.tam),
    "principal of A": () => cookieFor("console", a.principal),
  };
  return ways[who]();
}

const removedKnows = ({ a }: Scene): string[] => [
  a.customer.organizationName,
  // Feishu's address of the organization's picture holds it.
  a.customer.tenantKey,
  the(a.customer.employees.at(-1)).name,
  the(a.employees.at(-1)).personId,
];

/** Whose tickets and customers are whose to see, without what is said in a conversation. */
const leadKnows = ({ a, majorIncidentId }: Scene): string[] => [
  ...a.facts,
  ...Object.values(a.ticket),
  ...Object.values(a.incident),
  ...a.customer.employees.map(({ name }) => name),
  ...a.employees.map(({ personId }) => personId),
  majorIncidentId,
];

/** All but what nobody is told: the secret, the keys of links, and who somebody is to Feishu. */
const auditorKnows = ({ a }: Scene): string[] => {
  const secret = [a.customer.appSecret, a.invitation.token];
  return a.marks.filter((mark) => !secret.includes(mark) && !mark.startsWith("ou_"));
};

const requesterOf = ({ a }: Scene): string[] => [
  the(a.employees[0]).personId,
  the(a.customer.employees[0]).name,
];

const known: Partial<Record<Intruder, (scene: Scene) => string[]>> = {
  "removed member of A's group": removedKnows,
  "duty lead": leadKnows,
  // Managers read the whole audit log, which names what was acted on by its id.
  manager: (scene) => {
    const { roleId, principal, invitation } = scene.a;
    return [...leadKnows(scene), roleId, principal.principalId, invitation.id, invitation.requestId];
  },
  auditor: auditorKnows,
  "engineer of A's other ticket": (scene) => [...scene.a.facts, ...requesterOf(scene)],
  "engineer of A's other channel": ({ a }) => a.facts,
  // What stands in every page of the customer's: its organization. Who serves them is in both of its main groups.
  "employee of A's other channel": ({ a }) => a.facts,
};

/** What of A this person knows, is anyway, or may learn by their role. */
export function knownBy(scene: Scene, who: Intruder): string[] {
  return known[who]?.(scene) ?? [];
}
