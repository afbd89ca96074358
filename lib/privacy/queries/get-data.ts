import type { ConsoleActor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { accessAccountData } from "@/lib/privacy/access";
import type { DataView, GetDataInput } from "@/lib/privacy/contract";
import { dataJobViews } from "@/lib/privacy/internal/data-job-view";

/** How long the actor's account keeps its conversations, and its exports and deletions, the newest first. */
export async function getData(actor: ConsoleActor, _input: GetDataInput, { now }: At): Promise<DataView> {
  const account = await accessAccountData(prisma(), actor, { id: actor.accountId }, "read");
  return { retentionMonths: account.retentionMonths, jobs: await dataJobViews(account.id, now) };
}
