import { durations } from "@/lib/config/durations";
import type { DataJob, Prisma } from "@/lib/db/generated/client";
import { prisma, type Tx } from "@/lib/db/prisma";
import { inTransaction } from "@/lib/db/transaction";

/** Another worker has the job now, or it was put back: whoever meets this stops and changes nothing more. */
export class LeaseLost extends Error {}

/** The worker is told to stop: the job goes on elsewhere. */
export class JobStopped extends Error {}

/** A job cannot go on yet, for a reason in a word. */
export class JobParked extends Error {
  readonly reason: string;
  readonly until: Date;

  constructor(reason: string, until: Date) {
    super(`parked: ${reason}`);
    this.reason = reason;
    this.until = until;
  }
}

/** What a job's work ends with: columns of its row, and what is recorded with its end. */
export type JobEnd = {
  set?: Prisma.DataJobUpdateManyMutationInput;
  record: (tx: Tx) => Promise<void>;
};

/** After so many attempts a job is given up. */
const ATTEMPTS = 8;
/** Progress is written at most this often: a step may be one file of many thousand. */
const WRITE_EVERY = 500;

/**
 * A data job that this worker has. The lease's end is also the fence: each renewal sets a later one, and every write asks
 * for the one this worker set, so that a worker that was taken for dead cannot write over its successor.
 */
export class RunningJob {
  readonly row: DataJob;
  readonly #startedAt: number;
  readonly #took: number;
  readonly #signal: AbortSignal | undefined;
  #lease: Date;
  #writtenAt = 0;
  #done = 0;
  #total: number | null = null;

  private constructor(row: DataJob, lease: Date, now: Date, signal?: AbortSignal) {
    this.row = row;
    this.#lease = lease;
    this.#startedAt = now.getTime();
    this.#took = performance.now();
    this.#signal = signal;
  }

  /** Takes a job that waits, or whose worker is silent; null if somebody else has it or it has ended. */
  static async claim(jobId: string, now: Date, signal?: AbortSignal): Promise<RunningJob | null> {
    const lease = new Date(now.getTime() + durations.dataJobLease);
    const [row] = await prisma().dataJob.updateManyAndReturn({
      where: {
        id: jobId,
        status: { in: ["waiting", "running"] },
        OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }],
      },
      data: {
        status: "running",
        leasedUntil: lease,
        attempts: { increment: 1 },
        startedAt: now,
        done: 0,
        total: null,
      },
    });
    return row ? new RunningJob(row, lease, now, signal) : null;
  }

  /** Whose data it is about; only the deletion of one of the service team is of no account. */
  get accountId(): string {
    const { accountId } = this.row;
    if (accountId === null) throw new Error("this job is of no account");
    return accountId;
  }

  /** The time now, as it goes on from when the job was taken. */
  now(): Date {
    return new Date(this.#startedAt + Math.round(performance.now() - this.#took));
  }

  /** Says of how many steps it consists. */
  async count(total: number): Promise<void> {
    this.#total = total;
    await this.#write();
  }

  /** One step more is done. */
  async step(): Promise<void> {
    this.#done += 1;
    await this.alive();
  }

  /**
   * Shows that this worker lives; to be called between any two pieces of work.
   *
   * @throws LeaseLost, JobStopped.
   */
  async alive(): Promise<void> {
    if (this.#signal?.aborted) throw new JobStopped();
    if (performance.now() - this.#writtenAt >= WRITE_EVERY) await this.#write();
  }

  async #write(): Promise<void> {
    const lease = new Date(
      Math.max(this.now().getTime() + durations.dataJobLease, this.#lease.getTime() + 1),
    );
    await this.set(prisma(), { done: this.#done, total: this.#total, leasedUntil: lease });
    this.#lease = lease;
    this.#writtenAt = performance.now();
  }

  /**
   * Changes the job's row as long as this worker has it.
   *
   * @throws LeaseLost.
   */
  async set(db: Pick<Tx, "dataJob">, data: Prisma.DataJobUpdateManyMutationInput): Promise<void> {
    const { count } = await db.dataJob.updateMany({
      where: { id: this.row.id, status: "running", leasedUntil: this.#lease },
      data,
    });
    if (count === 0) throw new LeaseLost();
  }

  /** Ends the job well, with what `record` writes in the same transaction. */
  async finish(
    data: Prisma.DataJobUpdateManyMutationInput,
    record: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    await inTransaction(async (tx) => {
      const end = { status: "done", finishedAt: this.now(), leasedUntil: null, failure: null } as const;
      await this.set(tx, { ...end, done: this.#done, total: this.#done, ...data });
      await record(tx);
    });
  }

  /** Gives the job back: for a while, or for good after too many attempts. */
  async giveBack(reason: string, until: Date | null): Promise<void> {
    const isOver = this.row.attempts >= ATTEMPTS && until !== null;
    await this.set(
      prisma(),
      isOver
        ? { status: "failed", finishedAt: this.now(), leasedUntil: null, failure: reason }
        : { status: "waiting", leasedUntil: until, failure: reason },
    );
  }

  /** Puts the job aside, without counting this as an attempt. */
  async park(reason: string | null, until: Date | null): Promise<void> {
    await this.set(prisma(), { status: "waiting", leasedUntil: until, failure: reason, attempts: 0 });
  }
}
