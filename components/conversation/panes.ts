import type { GroupKind } from "@/lib/groups/contract";
import type { PersonDoor } from "@/lib/errors/browser/read-view";

/** What can stand beside a conversation; `?pane=` of the address. */
export type Pane = "members" | "workstation" | "create-ticket" | "ticket" | "customer";

/** The panes that stay open when another group is chosen. */
const lasting: ReadonlySet<Pane> = new Set<Pane>(["members", "ticket", "customer"]);

const panesOf: Record<GroupKind, readonly Pane[]> = {
  main: ["members", "workstation", "create-ticket", "customer"],
  ticket: ["members", "ticket", "customer"],
  internal: ["members", "ticket", "customer"],
};

/** The panes that only one side has: tickets are created by employees, and what is known of a customer is the service team's. */
const doorOf: Partial<Record<Pane, PersonDoor["kind"]>> = { "create-ticket": "employee", customer: "staff" };

/** The pane an address names, if a group of this kind has it at this door. */
export function paneOf(name: string | null, kind: GroupKind, door: PersonDoor["kind"]): Pane | null {
  const pane = panesOf[kind].find((one) => one === name) ?? null;
  return pane !== null && (doorOf[pane] ?? door) === door ? pane : null;
}

/** What of an open pane goes along to another group. */
export function lastingPane(pane: Pane | null): Pane | null {
  return pane !== null && lasting.has(pane) ? pane : null;
}
