import type { MentionOutcome } from "@/lib/db/generated/enums";
import type { Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { metrics } from "@/lib/log/metrics";

/** A person whose mentions are being decided: everything here happens while their window is locked. */
export type Deciding = {
  tx: Tx;
  personId: string;
  now: Date;
  /** When this person was last sent a card or a mail. */
  lastCardAt: Date | null;
  /** What was decided, to be counted once it is committed. */
  decided: Map<MentionOutcome, number>;
};

/** Decides about one person in a transaction that holds their fatigue window: two workers never decide about the same person at once. */
export async function withWindow<T>(
  personId: string,
  now: Date,
  work: (deciding: Deciding) => Promise<T>,
): Promise<T> {
  const { value, decided } = await inTransaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO notification_window (person_id) VALUES (${personId}::uuid) ON CONFLICT DO NOTHING`;
    const [window] = await tx.$queryRaw<{ last_card_at: Date | null }[]>`
      SELECT last_card_at FROM notification_window WHERE person_id = ${personId}::uuid FOR UPDATE`;
    const deciding: Deciding = {
      tx,
      personId,
      now,
      lastCardAt: window?.last_card_at ?? null,
      decided: new Map(),
    };
    return { value: await work(deciding), decided: deciding.decided };
  });
  for (const [outcome, count] of decided) metrics.mentionsDecided(outcome, count);
  return value;
}

/** Has the sweep look at this person at `dueAt`, should nothing happen before. */
export async function lookAgainAt({ tx, personId }: Deciding, dueAt: Date): Promise<void> {
  await tx.notificationWindow.update({ where: { personId }, data: { dueAt } });
}

/** Looks at this person again at `dueAt`. The row is the truth, the job only wakes; the sweep finds what a lost job missed. */
export async function wakeAt(deciding: Deciding, dueAt: Date): Promise<void> {
  const { tx, personId } = deciding;
  await lookAgainAt(deciding, dueAt);
  // The time decided under the lock is the right one, whatever a waiting job was told before.
  await enqueueJob(tx, "notify-person", { personId }, { key: personId, runAt: dueAt, ifWaiting: "replace" });
}

/** Nothing of this person is pending. */
export async function rest({ tx, personId }: Deciding): Promise<void> {
  await tx.notificationWindow.update({ where: { personId }, data: { dueAt: null } });
}

/** Claims the fatigue window from now on. */
export async function claimWindow(deciding: Deciding): Promise<void> {
  const { tx, personId, now } = deciding;
  await tx.notificationWindow.update({ where: { personId }, data: { lastCardAt: now } });
  deciding.lastCardAt = now;
}

/** Gives the window back as it was, if it is still the one claimed at `claimedAt`: what was to be sent certainly did not arrive. */
export async function giveBackWindow(
  { tx, personId }: Deciding,
  claimedAt: Date,
  previous: Date | null,
): Promise<void> {
  await tx.notificationWindow.updateMany({
    where: { personId, lastCardAt: claimedAt },
    data: { lastCardAt: previous },
  });
}
