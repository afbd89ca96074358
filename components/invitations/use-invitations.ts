"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import type { Refusal, Result } from "@/lib/errors/result";
import { invitationsKey, readInvitations } from "@/lib/invitations/browser/invitation-queries";

/** Who comes by a link is news while somebody watches; that somebody asks to come back can wait a minute. */
const WATCHING = 5_000;
const GLANCING = 60_000;

/** The links of a group, and who asks to come back. */
export function useInvitations(groupId: string, isWatched: boolean) {
  const door = useDoor();
  return useQuery({
    queryKey: invitationsKey(groupId),
    queryFn: () => readInvitations(door, groupId),
    refetchInterval: isWatched ? WATCHING : GLANCING,
  });
}

/** Changes something about a group's links, one change at a time, and reads anew how they stand after each. */
export function useInvitationChange(groupId: string) {
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isUnreachable, setUnreachable] = useState(false);
  const [isPending, startTransition] = useTransition();

  async function attempt<T>(change: () => Promise<Result<T>>, onDone?: (value: T) => void) {
    const result = await change().catch(() => null);
    setUnreachable(result === null);
    setRefusal(result === null || result.ok ? null : result.error);
    if (result?.ok) onDone?.(result.value);
    await queries.invalidateQueries({ queryKey: invitationsKey(groupId) });
  }

  return {
    refusal,
    isUnreachable,
    isPending,
    run: <T>(change: () => Promise<Result<T>>, onDone?: (value: T) => void) =>
      startTransition(() => attempt(change, onDone)),
  };
}

export type InvitationChange = ReturnType<typeof useInvitationChange>;
