"use client";

import { createContext, type ReactNode, use } from "react";
import type { StaffRole } from "@/lib/actor/actor";

const RolesContext = createContext<readonly StaffRole[]>([]);

/** Tells the desk's pages what their reader is, so that they offer what will not be refused; the server refuses by itself. */
export function DeskReaderProvider({
  roles,
  children,
}: {
  roles: readonly StaffRole[];
  children: ReactNode;
}) {
  return <RolesContext value={roles}>{children}</RolesContext>;
}

/** The roles of who reads this page of the desk; none before signing in. */
export function useDeskRoles(): readonly StaffRole[] {
  return use(RolesContext);
}
