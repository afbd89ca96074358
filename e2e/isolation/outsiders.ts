import type { Intruder } from "./people";
import { NOT_FOUND } from "./probe";

/** Signed in through A's own channel, but no longer in its group. */
export const REMOVED: Intruder = "removed member of A's group";

/** The service team's people who are in none of A's groups: to them these do not exist. */
export const staffOutside = {
  "TAM of B": NOT_FOUND,
  "engineer without groups": NOT_FOUND,
  operator: NOT_FOUND,
} as const;

/** The same for those who lead: of conversations that are not the queue's they read no more than others. */
export const leadsOutside = { "duty lead": NOT_FOUND, manager: NOT_FOUND } as const;

/** Where the groups of a channel are. */
export const employeeApi = (appId: string): string => `/api/feishu/${appId}/groups`;
