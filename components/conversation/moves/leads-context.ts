"use client";

import { createContext, useContext } from "react";

/** Whether the reader leads the service team in the groups they are in: a TAM, duty lead or manager. */
export const LeadsContext = createContext(false);

/** Whether the reader of this page leads the service team. */
export function useLeadsService(): boolean {
  return useContext(LeadsContext);
}
