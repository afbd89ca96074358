import { newId } from "@/lib/db/new-id";
import type { Tx } from "@/lib/db/prisma";
import { lockGroup, recordEvent } from "@/lib/events/record-event";
import { joinPlanStaff } from "@/lib/groups/internal/join-plan-staff";

type MainGroup = {
  channelId: string;
  accountId: string;
  planId: string;
  name: string;
  tamId: string | null;
  deputyId: string | null;
  now: Date;
};

/**
 * The service main group of a channel and its plan, made if there is none yet, with the plan's TAM and deputy as members.
 * Two callers at once make one group: the partial unique index decides.
 */
export async function bindMainGroup(tx: Tx, main: MainGroup): Promise<{ groupId: string; isNew: boolean }> {
  const { channelId, accountId, planId, name, now } = main;
  const made = await tx.group.createManyAndReturn({
    data: { id: newId(), channelId, accountId, planId, kind: "main", name, createdAt: now },
    select: { id: true },
    skipDuplicates: true,
  });
  const isNew = made.length === 1;
  const { id } =
    made[0] ??
    (await tx.group.findFirstOrThrow({ where: { channelId, planId, kind: "main" }, select: { id: true } }));
  await lockGroup(tx, id);
  if (isNew) await recordEvent(tx, { groupId: id, type: "group.created", subjectId: id, actorId: null, now });
  await joinPlanStaff(tx, { id, accountId }, main);
  return { groupId: id, isNew };
}
