import type { EmployeeActor } from "@/lib/actor/actor";
import type { MainGroupRequestView, RequestMainGroupInput } from "@/lib/channels/contract";
import { openRequestOf } from "@/lib/channels/internal/main-group-request-view";
import { planStaffToTell } from "@/lib/channels/internal/plan-staff-to-tell";
import type { At } from "@/lib/config/clock";
import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors/app-error";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";

/**
 * Asks for the service main group an employee does not see (manual, "Service main group"; edge-cases §3.1): TAM and
 * deputy of the channel's plan get a mail at once, or all duty leads and managers if it has neither. A channel has one
 * open request: who asks second learns who asked, and nobody is told again.
 *
 * @throws AppError CONFLICT `channels.has_main_group` for who is in one.
 */
export async function requestMainGroup(
  actor: EmployeeActor,
  _input: RequestMainGroupInput,
  { now }: At,
): Promise<MainGroupRequestView> {
  const { channelId, accountId, personId } = actor;
  return inTransaction(async (tx) => {
    // Comes before the making of the group, which answers it, or after.
    await tx.$queryRaw`SELECT id FROM channel WHERE id = ${channelId}::uuid FOR SHARE`;
    const membership = await tx.groupMember.findFirst({
      where: { personId, leftAt: null, group: { channelId, kind: "main" } },
      select: { groupId: true },
    });
    if (membership !== null) throw new AppError("CONFLICT", "channels.has_main_group");
    const [made] = await tx.mainGroupRequest.createManyAndReturn({
      data: { id: newId(), accountId, channelId, personId, requestedAt: now },
      select: { id: true },
      skipDuplicates: true,
    });
    if (made) await tellService(tx, { requestId: made.id, channelId, now });
    const request = await openRequestOf(tx, actor);
    if (request === null) throw new Error("a request that was just there is gone");
    return request;
  });
}

/** A mail for each, and so a job for each: one address that refuses keeps nobody else from theirs. */
async function tellService(
  tx: Tx,
  { requestId, channelId, now }: { requestId: string; channelId: string; now: Date },
): Promise<void> {
  const told = await planStaffToTell(tx, channelId);
  const jobs = told.map((personId) => ({
    key: `${requestId}:${personId}`,
    payload: { requestId, personId },
  }));
  await enqueueJobs(tx, "tell-main-group-request", jobs, now);
}
