import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { accessAccountData } from "@/lib/privacy/access";
import type { DataJobView, ListDataJobsInput } from "@/lib/privacy/contract";
import { dataJobViews } from "@/lib/privacy/internal/data-job-view";

/**
 * The exports and deletions of an account, for operators: how far they are, and not whose or of what.
 *
 * @throws AppError NOT_FOUND `accounts.no_such_account`.
 */
export async function listDataJobs(
  actor: Actor,
  input: ListDataJobsInput,
  { now }: At,
): Promise<Omit<DataJobView, "person">[]> {
  const account = await accessAccountData(prisma(), actor, { alias: input.alias }, "read");
  const views = await dataJobViews(account.id, now);
  return views.map(({ person: _person, ...view }) => view);
}
