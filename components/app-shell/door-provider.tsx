"use client";

import { createContext, type ReactNode, use } from "react";
import type { PersonDoor } from "@/lib/errors/browser/read-view";

const DoorContext = createContext<PersonDoor>({ kind: "staff" });

/** Says to everything below through which door its reader came: whose routes and actions it asks. */
export function DoorProvider({ door, children }: { door: PersonDoor; children: ReactNode }) {
  return <DoorContext value={door}>{children}</DoorContext>;
}

/** The door of this page's reader. */
export function useDoor(): PersonDoor {
  return use(DoorContext);
}
