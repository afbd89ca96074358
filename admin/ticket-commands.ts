import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { commandLine, say } from "@/admin/options";
import { currentTime } from "@/lib/config/clock";
import { AppError } from "@/lib/errors/app-error";
import { setSlaPolicy, setSlaPolicyInput } from "@/lib/tickets/commands/set-sla-policy";
import { getSlaPolicy } from "@/lib/tickets/queries/get-sla-policy";

const at = () => ({ now: currentTime() });

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("INVALID_INPUT", "tickets.sla_file_unreadable", { details: { file }, cause });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("INVALID_INPUT", "tickets.sla_file_not_json", { details: { file }, cause });
  }
}

async function readPolicy(file: string): Promise<object> {
  const policy = await readJson(file);
  if (typeof policy === "object" && policy !== null && !Array.isArray(policy)) return policy;
  throw new AppError("INVALID_INPUT", "tickets.sla_policy_malformed");
}

async function changePolicy({ account: alias, file }: { account: string; file: string }): Promise<void> {
  const input = setSlaPolicyInput.parse({ ...(await readPolicy(file)), alias });
  const { openTickets } = await setSlaPolicy(commandLine, input, at());
  say(`SLA policy of account ${input.alias} set; due times of ${openTickets} open tickets computed anew.`);
}

async function showPolicy({ account: alias }: { account: string }): Promise<void> {
  say(JSON.stringify(await getSlaPolicy(commandLine, { alias }, at()), undefined, 2));
}

const account = () => new Option("--account <alias>", "the account").makeOptionMandatory();

/** Commands about what is promised for tickets. */
export function ticketCommands(): Command[] {
  return [
    new Command("show-sla")
      .description(
        "print the service calendar and the SLA targets of an account's plan, as set-sla reads them",
      )
      .addOption(account())
      .action(showPolicy),
    new Command("set-sla")
      .description("set the service calendar and the SLA targets of an account's plan")
      .addOption(account())
      .requiredOption("--file <file>", "JSON; begin with what show-sla prints")
      .action(changePolicy),
  ];
}
