import type { EmployeeActor, StaffActor } from "@/lib/actor/actor";
import { currentTime } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { createInvitation } from "@/lib/invitations/commands/create-invitation";
import { joinByInvitation } from "@/lib/invitations/commands/join-by-invitation";

/** A link into a group, and the request of who was removed from it and opened the link. */
export type Invitation = { id: string; token: string; requestId: string };

/** Makes the TAM's joining link; whoever was removed asks by it to come back. */
export async function anInvitation(
  groupId: string,
  tam: StaffActor,
  removed: EmployeeActor | null,
): Promise<Invitation> {
  const at = { now: currentTime() };
  const { url } = await createInvitation(tam, { groupId, maxUses: null }, at);
  const token = new URL(url).searchParams.get("token") ?? "";
  const { id } = await prisma().invitation.findFirstOrThrow({ where: { groupId } });
  if (removed === null) return { id, token, requestId: "" };
  await joinByInvitation(removed, { token, stamp: "" }, at);
  const request = await prisma().joinRequest.findFirstOrThrow({ where: { groupId } });
  return { id, token, requestId: request.id };
}
