"use client";

import { useState, useTransition } from "react";
import { requestMainGroupAction } from "@/lib/channels/actions";
import type { MainGroupRequestView } from "@/lib/channels/contract";
import type { Refusal, Result } from "@/lib/errors/result";

const noAnswer: Refusal = {
  code: "UNAVAILABLE",
  reason: "common.unreachable",
  details: {},
  requestId: "–",
};

/** Asking for the service main group: who has asked, as far as this page knows, and the way to ask. */
export function useMainGroupRequest(appId: string, known: MainGroupRequestView | null) {
  const [request, setRequest] = useState(known);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, startTransition] = useTransition();

  function ask() {
    startTransition(async () => {
      const result = await requestMainGroupAction(appId).catch((): Result<MainGroupRequestView> => ({
        ok: false,
        error: noAnswer,
      }));
      setRefusal(result.ok ? null : result.error);
      if (result.ok) setRequest(result.value);
    });
  }

  return { request, refusal, isPending, ask };
}

export type MainGroupRequesting = ReturnType<typeof useMainGroupRequest>;
