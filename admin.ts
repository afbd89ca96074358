import { environment } from "@/lib/config/environment";
import { pool } from "@/lib/db/pool";
import { program } from "@/admin/program";
import { tellFailure } from "@/admin/tell-failure";

// The command line of whoever runs the installation: `npm run admin -- --help`. Each command is the same function that
// pages call, with the command line as its actor.

let started = false;

/** Before a command, not before its help, which needs no environment. */
function start(): void {
  environment();
  started = true;
}

try {
  await program({ start }).parseAsync();
} catch (thrown) {
  process.exitCode = tellFailure(thrown);
} finally {
  if (started) await pool().end();
}
