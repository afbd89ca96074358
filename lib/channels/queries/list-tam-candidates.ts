import type { StaffActor } from "@/lib/actor/actor";
import type { RequestMainGroupInput, StaffNameView } from "@/lib/channels/contract";
import { tamCandidates } from "@/lib/channels/internal/tam-candidates";
import { prisma } from "@/lib/db/prisma";

/** Whom a plan can be given to. Colleagues know each other by name, whatever they may change. */
export async function listTamCandidates(
  _actor: StaffActor,
  _input: RequestMainGroupInput,
): Promise<StaffNameView[]> {
  return tamCandidates(prisma());
}
