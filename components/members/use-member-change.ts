"use client";

import { useState, useTransition } from "react";
import { useDoor } from "@/components/app-shell/door-provider";
import { useStepUp } from "@/components/security/use-step-up";
import type { ChosenMove } from "@/components/members/member-moves";
import type { PersonDoor } from "@/lib/errors/browser/read-view";
import type { Refusal, Result } from "@/lib/errors/result";
import { leaveGroupAction, removeMemberAction, setMemberRoleAction } from "@/lib/groups/actions";

/** Does what was chosen for a member. The list follows by itself, like everybody else's. */
export function useMemberChange(groupId: string, onDone: () => void) {
  const door = useDoor();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isUnreachable, setUnreachable] = useState(false);
  const [isPending, startTransition] = useTransition();
  // Of employees no second factor is ever asked.
  const { stepUp, stepUpDialog } = useStepUp("staff");

  async function attempt(chosen: ChosenMove) {
    const result = await stepUp(() => act(door, groupId, chosen)).catch(() => null);
    setUnreachable(result === null);
    setRefusal(result === null || result.ok ? null : result.error);
    if (result?.ok) onDone();
  }

  return {
    refusal,
    isUnreachable,
    isPending,
    stepUpDialog,
    forget: () => {
      setRefusal(null);
      setUnreachable(false);
    },
    run: (chosen: ChosenMove) => startTransition(() => attempt(chosen)),
  };
}

async function act(door: PersonDoor, groupId: string, { move, member }: ChosenMove): Promise<Result<void>> {
  const { personId } = member;
  if (move === "leave") return leaveGroupAction(door, { groupId });
  if (move === "remove") return removeMemberAction(door, { groupId, personId });
  return setMemberRoleAction(door, { groupId, personId, role: move === "makeOwner" ? "owner" : "member" });
}
