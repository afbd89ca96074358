"use server";

import { redirect } from "next/navigation";
import { workbenchPath } from "@/lib/channels/return-path";
import type { Result } from "@/lib/errors/result";
import { runAction, runPersonAction } from "@/lib/http/run-action";
import { createInvitation } from "@/lib/invitations/commands/create-invitation";
import { decideJoinRequest } from "@/lib/invitations/commands/decide-join-request";
import { joinByInvitation } from "@/lib/invitations/commands/join-by-invitation";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import {
  type CreatedInvitationView,
  createInvitationInput,
  decideJoinRequestInput,
  invitationIdInput,
  invitationTokenInput,
  type JoinState,
} from "@/lib/invitations/contract";

/** Makes a link into a group. `door` is a PersonDoorInput. */
export async function createInvitationAction(
  door: unknown,
  raw: unknown,
): Promise<Result<CreatedInvitationView>> {
  return runPersonAction(door, createInvitationInput, raw, createInvitation);
}

/** Ends a link. */
export async function revokeInvitationAction(door: unknown, raw: unknown): Promise<Result<void>> {
  return runPersonAction(door, invitationIdInput, raw, revokeInvitation);
}

/** Answers who asks to come back. */
export async function decideJoinRequestAction(door: unknown, raw: unknown): Promise<Result<void>> {
  return runPersonAction(door, decideJoinRequestInput, raw, decideJoinRequest);
}

/** The form of a link's page: `appId`, `token`, `stamp`. Leads into the group, or tells why not. */
export async function joinByInvitationAction(_before: JoinState, form: FormData): Promise<JoinState> {
  const given = form.get("appId");
  const appId = typeof given === "string" ? given : "";
  const result = await runAction(
    { kind: "employee", appId },
    invitationTokenInput,
    form,
    async (actor, input, at) => {
      const joined = await joinByInvitation(actor, input, at);
      if (joined.outcome !== "waiting") redirect(`${workbenchPath(appId)}?group=${joined.groupId}`);
    },
  );
  if (result.ok) return { reason: "invitations.waiting", requestId: null };
  return { reason: result.error.reason, requestId: result.error.requestId };
}
