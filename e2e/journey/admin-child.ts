import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";
import type { Answered, Asked } from "./admin-process";

function answer(answered: Answered): void {
  process.send?.(answered);
}

async function run({ id, args }: Asked): Promise<void> {
  try {
    await program({ start: () => undefined }).parseAsync(args, { from: "user" });
    answer({ id, exitCode: 0 });
  } catch (thrown) {
    answer({ id, exitCode: tellFailure(thrown) });
  }
}

process.on("message", (asked: Asked) => void run(asked));
process.once("disconnect", () => process.exit());
// Ready.
answer({ id: 0, exitCode: 0 });
