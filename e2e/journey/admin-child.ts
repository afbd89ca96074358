import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { signInPrincipal } from "@/lib/accounts/commands/sign-in-principal";
import { findAccount } from "@/lib/accounts/queries/find-account";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { currentTime } from "@/lib/config/clock";
import { signInStaff } from "@/lib/identity/commands/sign-in-staff";
import { sessionCookieName } from "@/lib/identity/door";
import { sessionToken } from "@/lib/identity/session-token";
import type { Answered, Asked } from "./admin-process";

function answer(answered: Answered): void {
  process.send?.(answered);
}

/** What the console's form does, for journeys that are about something else: the same command, and Feishu is asked. */
async function connect([alias = "", organizationName = "", appId = "", appSecret = ""]: string[]) {
  const actor = { kind: "system", name: "journeys" } as const;
  const now = currentTime();
  const account = await findAccount(actor, { alias }, { now });
  if (account === null) throw new Error(`no account ${alias}`);
  await addChannel({ ...actor, accountId: account.id }, { organizationName, appId, appSecret }, { now });
}

/** What the sign-in forms of desk and console do; answers the session's cookie. */
async function signIn([at, name = "", password = ""]: string[]): Promise<string> {
  const from = { now: currentTime(), address: "127.0.0.1", userAgent: null };
  const door = at === "staff" ? "staff" : "console";
  const { sessionId } = await (door === "staff"
    ? signInStaff({ email: name, password }, from)
    : signInPrincipal({ name, password }, from));
  if (sessionId === null) throw new Error(`${name} has a second factor`);
  return JSON.stringify({ name: sessionCookieName(door), value: await sessionToken(door, sessionId) });
}

async function output([command, ...args]: string[]): Promise<string> {
  if (command === "connect") await connect(args);
  else if (command === "sign-in") return signIn(args);
  else await program({ start: () => undefined }).parseAsync([command ?? "", ...args], { from: "user" });
  return "";
}

async function run({ id, args }: Asked): Promise<void> {
  try {
    answer({ id, exitCode: 0, output: await output(args) });
  } catch (thrown) {
    answer({ id, exitCode: tellFailure(thrown) });
  }
}

process.on("message", (asked: Asked) => void run(asked));
process.once("disconnect", () => process.exit());
// Ready.
answer({ id: 0, exitCode: 0 });
