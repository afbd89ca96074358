import { Command } from "commander";
import { accountCommands } from "@/admin/account-commands";
import { demoCommand } from "@/admin/demo-command";
import { dutyCommands } from "@/admin/duty-commands";
import { incidentCommands } from "@/admin/incident-commands";
import { oidcCommands } from "@/admin/oidc-commands";
import { privacyCommands } from "@/admin/privacy-commands";
import { staffCommands } from "@/admin/staff-commands";
import { ticketCommands } from "@/admin/ticket-commands";

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

Who works on what, and when (the desk's duty page plans the rest):
  set-product     --code ECS --en "Elastic Compute" --zh 云服务器
  set-skills      --person engineer@vendor.example --product ECS
  plan-shifts     --person engineer@vendor.example --kind engineer --zone Asia/Shanghai
                  --start 09:00 --end 18:00 --from 2026-01-01 --on mon tue wed thu fri --weeks 4

What is promised to a customer, where it is not the usual:
  show-sla        --account customer > policy.json
  set-sla         --account customer --file policy.json

Exit codes: 0 done, 1 refused or failed, 2 the command line could not be understood.`,
    )
    .hook("preAction", start);
  for (const command of [
    ...staffCommands(),
    ...oidcCommands(),
    ...accountCommands(),
    ...dutyCommands(),
    ...ticketCommands(),
    ...incidentCommands(),
    ...privacyCommands(),
    demoCommand(),
  ])
    root.addCommand(command);
  // Commands made apart inherit nothing.
  for (const command of [root, ...root.commands])
    command.exitOverride().showHelpAfterError("(--help tells more)");
  return root;
}
