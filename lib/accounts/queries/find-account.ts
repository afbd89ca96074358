import { accessAccount } from "@/lib/accounts/access";
import type { AccountAliasInput, AccountView } from "@/lib/accounts/contract";
import { planStateOf } from "@/lib/accounts/plan-state";
import type { Actor } from "@/lib/actor/actor";
import type { At } from "@/lib/config/clock";
import { prisma } from "@/lib/db/prisma";
import { isAppError } from "@/lib/errors/app-error";

/** The account with this alias and the state of its plan; null if there is none the actor may know of. */
export async function findAccount(
  actor: Actor,
  input: AccountAliasInput,
  { now }: At,
): Promise<AccountView | null> {
  try {
    const account = await accessAccount(prisma(), actor, input, "read");
    return { ...account, plan: await planStateOf(prisma(), account.id, now) };
  } catch (thrown) {
    if (isAppError(thrown) && thrown.code === "NOT_FOUND") return null;
    throw thrown;
  }
}
