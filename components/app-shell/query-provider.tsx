"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ReadFailure } from "@/lib/errors/browser/read-view";

/** What was read stands this long without asking again; live changes ask at once. */
const FRESH = 15_000;

/** Whether asking again by itself may help: the server was not reached, or is busy. */
const mayPass = (thrown: unknown): boolean =>
  thrown instanceof ReadFailure && (thrown.code === null || thrown.code === "UNAVAILABLE");

/** Holds what pages have read by HTTP, apart from conversations, which have their own client. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: FRESH, retry: (count, thrown) => count < 3 && mayPass(thrown) },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
