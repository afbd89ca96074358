import { redirect } from "next/navigation";
import { getConsoleIdentity } from "@/lib/accounts/queries/get-console-identity";
import { getPlanState } from "@/lib/accounts/queries/get-plan-state";
import { currentTime } from "@/lib/config/clock";
import { consoleActor } from "@/lib/identity/session";

/** Who is at this page of the console and the state of their plan; leads to the sign-in, and back, if there is nobody. */
export async function requireConsole(page: string) {
  const actor = await consoleActor();
  if (actor === null) redirect(`/console/sign-in?returnTo=${encodeURIComponent(page)}`);
  const [identity, plan] = await Promise.all([
    getConsoleIdentity(actor),
    getPlanState(actor, {}, { now: currentTime() }),
  ]);
  return { actor, identity, plan };
}
