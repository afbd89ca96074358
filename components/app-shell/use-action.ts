"use client";

import { useState, useTransition } from "react";
import type { Refusal, Result } from "@/lib/errors/result";

const noAnswer: Refusal = {
  code: "UNAVAILABLE",
  reason: "common.unreachable",
  details: {},
  requestId: "–",
};

/** Calls a server action: whether it is under way, why it was refused, and `onDone` when it was not. What was typed stays either way. */
export function useAction<Input, View>(
  action: (input: Input) => Promise<Result<View>>,
  onDone: (view: View) => void,
) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();

  function run(input: Input) {
    startTransition(async () => {
      const result = await action(input).catch((): Result<View> => ({ ok: false, error: noAnswer }));
      setRefusal(result.ok ? null : result.error);
      if (result.ok) onDone(result.value);
    });
  }

  return { run, refusal, isPending };
}
