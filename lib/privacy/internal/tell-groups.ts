import { prisma } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { recordEvent } from "@/lib/events/record-event";
import type { RunningJob } from "@/lib/privacy/internal/running-job";

/** Open pages show the person as they are now: a group's log names who has changed, and its readers ask. */
export async function tellGroups(personId: string, job: RunningJob): Promise<void> {
  const memberships = await prisma().groupMember.findMany({
    where: { personId },
    select: { groupId: true },
    orderBy: { groupId: "asc" },
  });
  for (const { groupId } of memberships) {
    const event = { groupId, type: "member.changed", subjectId: personId, actorId: null } as const;
    await inTransaction((tx) => recordEvent(tx, { ...event, now: job.now() }));
    await job.alive();
  }
}
