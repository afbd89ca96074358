import type { SystemActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { seenStepsSql } from "@/lib/tickets/internal/reminder-seen-sql";

/** Notes of open reminders that one of those told has read it; the first time stays. As exact as it is run often. */
export async function noteRemindersSeen(_actor: SystemActor, { now }: At): Promise<void> {
  await prisma().$executeRaw`
    UPDATE reminder SET seen_at = ${now}
    WHERE ended_at IS NULL AND seen_at IS NULL AND id IN (SELECT seen.reminder_id FROM (${seenStepsSql}) AS seen)`;
}
