import { readFile } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import { commandLine, say } from "@/admin/options";
import { currentTime } from "@/lib/config/clock";
import { addWebhook } from "@/lib/incidents/commands/add-webhook";
import { disableWebhook } from "@/lib/incidents/commands/disable-webhook";
import { setEscalationChain, setEscalationChainInput } from "@/lib/incidents/commands/set-escalation-chain";
import { addWebhookInput, disableWebhookInput, webhookFormats } from "@/lib/incidents/webhook";

const at = () => ({ now: currentTime() });

async function jsonIn(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new InvalidArgumentError(`${file} cannot be read.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(`${file} is not JSON.`);
  }
}

async function changeChain(options: { account: string; file?: string; default?: true }): Promise<void> {
  if ((options.file === undefined) === (options.default === undefined))
    throw new InvalidArgumentError("give either --file or --default.");
  const steps = options.file === undefined ? null : await jsonIn(options.file);
  const input = setEscalationChainInput.parse({ alias: options.account, steps });
  await setEscalationChain(commandLine, input, at());
  const what = input.steps === null ? "the default" : `${input.steps.length} steps`;
  say(`Escalation chain of account ${input.alias}: ${what}. Emergencies that are running keep theirs.`);
}

async function makeWebhook(options: object): Promise<void> {
  const input = addWebhookInput.parse(options);
  await addWebhook(commandLine, input, at());
  say(`Webhook ${input.name} (${input.format}) is told of every emergency.`);
}

async function stopWebhook(options: object): Promise<void> {
  const input = disableWebhookInput.parse(options);
  await disableWebhook(commandLine, input, at());
  say(`Webhook ${input.name} is told nothing more.`);
}

/** Commands about emergencies: who is called, and which systems are told. */
export function incidentCommands(): Command[] {
  return [
    new Command("set-escalation")
      .description("set who is called at an emergency of an account, and when")
      .requiredOption("--account <alias>", "the account")
      .option(
        "--file <path>",
        'JSON: [{"targets": ["assignee", "on_call"], "afterMinutes": 0}, …]; targets are on_call, assignee, duty_lead, tam, deputy, manager, all_hands or the id of a person',
      )
      .option("--default", "the default chain again")
      .action(changeChain),
    new Command("add-webhook")
      .description("have a system told of every emergency")
      .requiredOption("--name <name>", "of your choice")
      .requiredOption("--url <url>", "https")
      .addOption(new Option("--format <format>").choices(webhookFormats).makeOptionMandatory())
      .addOption(
        new Option(
          "--secret <secret>",
          "PagerDuty's routing key, or the key that signatures are checked with; other processes can see options, so prefer the environment",
        )
          .env("WEBHOOK_SECRET")
          .makeOptionMandatory(),
      )
      .action(makeWebhook),
    new Command("disable-webhook")
      .description("tell a system nothing more")
      .requiredOption("--name <name>", "of the webhook")
      .action(stopWebhook),
  ];
}
