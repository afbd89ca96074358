"use client";

import { useState } from "react";
import { useAction } from "@/components/app-shell/use-action";
import { requestMainGroupAction } from "@/lib/channels/actions";
import type { MainGroupRequestView } from "@/lib/channels/contract";

/** Asking for the service main group: who has asked, as far as this page knows, and the way to ask. */
export function useMainGroupRequest(appId: string, known: MainGroupRequestView | null) {
  const [request, setRequest] = useState(known);
  const { run, refusal, isPending } = useAction(requestMainGroupAction, setRequest);
  return { request, refusal, isPending, ask: () => run(appId) };
}

export type MainGroupRequesting = ReturnType<typeof useMainGroupRequest>;
