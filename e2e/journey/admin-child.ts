import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import { findAccount } from "@/lib/accounts/queries/find-account";
import { addChannel } from "@/lib/channels/commands/add-channel";
import { currentTime } from "@/lib/config/clock";
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

async function run({ id, args }: Asked): Promise<void> {
  try {
    if (args[0] === "connect") await connect(args.slice(1));
    else await program({ start: () => undefined }).parseAsync(args, { from: "user" });
    answer({ id, exitCode: 0 });
  } catch (thrown) {
    answer({ id, exitCode: tellFailure(thrown) });
  }
}

process.on("message", (asked: Asked) => void run(asked));
process.once("disconnect", () => process.exit());
// Ready.
answer({ id: 0, exitCode: 0 });
