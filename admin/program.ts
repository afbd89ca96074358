import { Command } from "commander";
import { accountCommands } from "@/admin/account-commands";
import { demoCommand } from "@/admin/demo-command";
import { staffCommands } from "@/admin/staff-commands";

/** The command line. `start` runs before a command, not before its help. */
export function program({ start }: { start: () => void }): Command {
  const root = new Command("npm run admin --")
    .description("Accounts, plans and people of this installation.")
    .addHelpText(
      "after",
      `
A new installation, in this order:
  create-operator --email you@vendor.example --name "Your name"
  create-staff    --email tam@vendor.example --name "Their TAM" --role tam
  create-account  --name "Customer Ltd" --alias customer
  set-plan        --account customer --tier enterprise --from 2026-01-01 --to 2027-01-01
  set-tam         --account customer --tam tam@vendor.example

Exit codes: 0 done, 1 refused or failed, 2 the command line could not be understood.`,
    )
    .hook("preAction", start);
  for (const command of [...staffCommands(), ...accountCommands(), demoCommand()]) root.addCommand(command);
  // Commands made apart inherit nothing.
  for (const command of [root, ...root.commands])
    command.exitOverride().showHelpAfterError("(--help tells more)");
  return root;
}
