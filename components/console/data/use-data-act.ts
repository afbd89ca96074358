"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useStepUp } from "@/components/security/use-step-up";
import type { Refusal, Result } from "@/lib/errors/result";
import { dataKeys } from "@/lib/privacy/browser/data-queries";

type DataAct = {
  /** Does it, asking for the second factor where the server wants it; true if it was done. */
  run: (act: () => Promise<Result<unknown>>) => Promise<boolean>;
  isPending: boolean;
  refusal: Refusal | null;
  /** Forgets a refusal that was read. */
  clear: () => void;
  stepUpDialog: ReactNode;
};

/** Something a principal does on the Data page: its lists are read anew once it is done. */
export function useDataAct(): DataAct {
  const client = useQueryClient();
  const { stepUp, stepUpDialog } = useStepUp("console");
  const [isPending, setIsPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function run(act: () => Promise<Result<unknown>>): Promise<boolean> {
    setIsPending(true);
    try {
      const result = await stepUp(act);
      setRefusal(result.ok ? null : result.error);
      if (result.ok) await client.invalidateQueries({ queryKey: dataKeys.all });
      return result.ok;
    } finally {
      setIsPending(false);
    }
  }

  return { run, isPending, refusal, clear: () => setRefusal(null), stepUpDialog };
}
