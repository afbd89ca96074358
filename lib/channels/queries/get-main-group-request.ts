import type { EmployeeActor } from "@/lib/actor/actor";
import type { MainGroupRequestView } from "@/lib/channels/contract";
import { openRequestOf } from "@/lib/channels/internal/main-group-request-view";
import { prisma } from "@/lib/db/prisma";

/** Who of the actor's own channel asks for its service main group; null when nobody does. */
export async function getMainGroupRequest(actor: EmployeeActor): Promise<MainGroupRequestView | null> {
  return openRequestOf(prisma(), actor);
}
