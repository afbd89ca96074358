"use server";

import type { Result } from "@/lib/errors/result";
import { leaveGroup } from "@/lib/groups/commands/leave-group";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { setMemberRole } from "@/lib/groups/commands/set-member-role";
import { groupIdInput, removeMemberInput, setMemberRoleInput } from "@/lib/groups/contract";
import { runPersonAction } from "@/lib/http/run-action";

/** Removes somebody of one's own side from a group. `door` is a PersonDoorInput. */
export async function removeMemberAction(door: unknown, raw: unknown): Promise<Result<void>> {
  return runPersonAction(door, removeMemberInput, raw, removeMember);
}

/** Makes somebody of the customer's side owner or member of a group. */
export async function setMemberRoleAction(door: unknown, raw: unknown): Promise<Result<void>> {
  return runPersonAction(door, setMemberRoleInput, raw, setMemberRole);
}

/** Leaves a group. */
export async function leaveGroupAction(door: unknown, raw: unknown): Promise<Result<void>> {
  return runPersonAction(door, groupIdInput, raw, leaveGroup);
}
