import { Command, Option } from "commander";
import { chosenPassword, commandLine, dayOrInstant, passwordOption, say } from "@/admin/options";
import { createAccount } from "@/lib/accounts/commands/create-account";
import { createRamRole } from "@/lib/accounts/commands/create-ram-role";
import { createRamUser } from "@/lib/accounts/commands/create-ram-user";
import { grantRole } from "@/lib/accounts/commands/grant-role";
import { resetPrincipalSecondFactor } from "@/lib/accounts/commands/reset-principal-second-factor";
import { setPlan } from "@/lib/channels/commands/set-plan";
import {
  createAccountInput,
  createRamRoleInput,
  createRamUserInput,
  grantRoleInput,
  planTiers,
  resetPrincipalInput,
  setPlanInput,
} from "@/lib/accounts/contract";
import { setEdition, setEditionInput } from "@/lib/channels/commands/set-edition";
import { setTam, setTamInput } from "@/lib/channels/commands/set-tam";
import { currentTime } from "@/lib/config/clock";

const at = () => ({ now: currentTime() });

async function makeAccount(options: { name: string; alias: string; password?: string }): Promise<void> {
  const { password, told } = chosenPassword(options.password);
  const { alias } = await createAccount(
    commandLine,
    createAccountInput.parse({ ...options, password }),
    at(),
  );
  say(`Account ${alias}: the primary account signs in to the console as "${alias}".${told}`);
}

async function makeRamUser(options: { account: string; name: string; password?: string }): Promise<void> {
  const { password, told } = chosenPassword(options.password);
  const input = createRamUserInput.parse({ alias: options.account, name: options.name, password });
  await createRamUser(commandLine, input, at());
  say(`RAM user: signs in to the console as "${input.name}@${input.alias}".${told}`);
}

async function grantTo(options: { account: string; role: string; user: string[] }): Promise<void> {
  for (const user of options.user) {
    const input = grantRoleInput.parse({ alias: options.account, role: options.role, user });
    await grantRole(commandLine, input, at());
    say(`${input.user}@${input.alias} may assume the role ${input.role}.`);
  }
}

async function makeRamRole(options: { account: string; name: string; for?: string[] }): Promise<void> {
  const input = createRamRoleInput.parse({ alias: options.account, name: options.name });
  await createRamRole(commandLine, input, at());
  say(`RAM role ${input.name} of account ${input.alias}.`);
  await grantTo({ account: input.alias, role: input.name, user: options.for ?? [] });
}

async function resetFactor(options: { account: string; user?: string }): Promise<void> {
  const input = resetPrincipalInput.parse({ alias: options.account, user: options.user });
  await resetPrincipalSecondFactor(commandLine, input, at());
  const who = input.user === undefined ? input.alias : `${input.user}@${input.alias}`;
  say(`${who} signs in with the password alone until a new second factor is set up.`);
}

async function changePlan(options: { account: string; tier: string; from: Date; to: Date }): Promise<void> {
  const { account: alias, tier, from: validFrom, to: validTo } = options;
  const input = setPlanInput.parse({ alias, tier, validFrom, validTo });
  const { state } = await setPlan(commandLine, input, at());
  say(`Support plan ${tier} of account ${input.alias}: ${state.replace("_", " ")}.`);
}

async function nameTam(options: { account: string; tam: string; deputy?: string }): Promise<void> {
  const input = setTamInput.parse({ alias: options.account, tam: options.tam, deputy: options.deputy });
  await setTam(commandLine, input, at());
  say(`TAM of account ${input.alias}: ${input.tam}${input.deputy ? `, deputy ${input.deputy}` : ""}.`);
}

async function noteEdition(options: { appId: string; edition: string }): Promise<void> {
  const input = setEditionInput.parse(options);
  await setEdition(commandLine, input, at());
  say(`Feishu edition of ${input.appId}: ${input.edition}.`);
}

const account = () => new Option("--account <alias>", "the account").makeOptionMandatory();

function principalCommands(): Command[] {
  return [
    new Command("create-account")
      .description("make a customer's cloud account with its primary account")
      .requiredOption("--name <name>", "the customer")
      .requiredOption("--alias <alias>", "signs in to the console with it; RAM users as user@alias")
      .addOption(passwordOption)
      .action(makeAccount),
    new Command("create-ram-user")
      .description("make a RAM user, who acts for the account")
      .addOption(account())
      .requiredOption("--name <name>", "before the @")
      .addOption(passwordOption)
      .action(makeRamUser),
    new Command("create-ram-role")
      .description("make a RAM role, which RAM users assume after sign-in")
      .addOption(account())
      .requiredOption("--name <name>", "of the role")
      .option("--for <user...>", "RAM users who may assume it")
      .action(makeRamRole),
    new Command("grant-role")
      .description("let RAM users assume a RAM role")
      .addOption(account())
      .requiredOption("--role <name>", "the role")
      .requiredOption("--user <name...>", "the RAM users")
      .action(grantTo),
    new Command("reset-second-factor")
      .description(
        "for a principal who lost device and recovery codes: the password alone lets in until a new factor is set up",
      )
      .addOption(account())
      .option("--user <name>", "the RAM user; without it the primary account")
      .action(resetFactor),
  ];
}

/** Commands about accounts, their principals, plans and channels. */
export function accountCommands(): Command[] {
  return [
    ...principalCommands(),
    new Command("set-plan")
      .description("set the Enterprise Support Plan of an account, or renew it")
      .addOption(account())
      .addOption(new Option("--tier <tier>").choices(planTiers).makeOptionMandatory())
      .requiredOption("--from <day>", "first day (Asia/Shanghai), or an instant", dayOrInstant)
      .requiredOption("--to <day>", "the day after the last (Asia/Shanghai), or an instant", dayOrInstant)
      .action(changePlan),
    new Command("set-tam")
      .description("name the TAM and the deputy of an account's plan; they join its service main groups")
      .addOption(account())
      .requiredOption("--tam <email>", "the Technical Service Manager")
      .option("--deputy <email>", "who stands in; unchanged when not given")
      .action(nameTam),
    new Command("set-edition")
      .description("note the Feishu edition of a channel's organization: cards that update need a paid one")
      .requiredOption("--app-id <id>", "the channel's App ID")
      .addOption(
        new Option("--edition <edition>").choices(["unknown", "basic", "paid"]).makeOptionMandatory(),
      )
      .action(noteEdition),
  ];
}
