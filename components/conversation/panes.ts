import type { GroupKind } from "@/lib/groups/contract";
import type { PersonDoor } from "@/lib/errors/browser/read-view";

/** What can stand beside a conversation; `?pane=` of the address. */
export type Pane = "members" | "workstation" | "create-ticket" | "ticket";

/** The panes that stay open when another group is chosen. */
const lasting: ReadonlySet<Pane> = new Set<Pane>(["members", "ticket"]);

const panesOf: Record<GroupKind, readonly Pane[]> = {
  main: ["members", "workstation", "create-ticket"],
  ticket: ["members", "ticket"],
  internal: ["members", "ticket"],
};

/** The pane an address names, if a group of this kind has it at this door. */
export function paneOf(name: string | null, kind: GroupKind, door: PersonDoor["kind"]): Pane | null {
  const pane = panesOf[kind].find((one) => one === name) ?? null;
  return pane === "create-ticket" && door !== "employee" ? null : pane;
}

/** What of an open pane goes along to another group. */
export function lastingPane(pane: Pane | null): Pane | null {
  return pane !== null && lasting.has(pane) ? pane : null;
}
