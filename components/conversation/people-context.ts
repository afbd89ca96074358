"use client";

import { createContext, useContext } from "react";
import type { MemberView } from "@/lib/groups/contract";

/** Who is in the conversation that is shown, and which of them reads it. */
export type People = { groupId: string; me: string; members: ReadonlyMap<string, MemberView> };

/** Messages look names up here, so that a message is parsed once and a renamed person shows at once. */
export const PeopleContext = createContext<People>({ groupId: "", me: "", members: new Map() });

/** The people of the conversation around this component. */
export function usePeople(): People {
  return useContext(PeopleContext);
}
