import { Command, Option } from "commander";
import { chosenPassword, commandLine, passwordOption, say } from "@/admin/options";
import { currentTime } from "@/lib/config/clock";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { disableStaff } from "@/lib/identity/commands/disable-staff";
import { enableStaff } from "@/lib/identity/commands/enable-staff";
import { resetStaffSecondFactor } from "@/lib/identity/commands/reset-staff-second-factor";
import { createStaffInput, staffEmailInput, staffRoles } from "@/lib/identity/contract";

type NewStaff = { email: string; name: string; password?: string; role?: string[] };

async function make({ email, name, password: given, role: roles = ["operator"] }: NewStaff): Promise<void> {
  const { password, told } = chosenPassword(given);
  const input = createStaffInput.parse({ email, name, password, roles });
  const made = await createStaff(commandLine, input, { now: currentTime() });
  say(`${input.roles.join(", ")} ${made.email} can sign in to the desk.${told}`);
}

async function switchOff(options: { email: string }): Promise<void> {
  const input = staffEmailInput.parse(options);
  const { signedOut } = await disableStaff(commandLine, input, { now: currentTime() });
  say(`${input.email} cannot sign in any more; sessions ended: ${signedOut}.`);
}

async function switchOn(options: { email: string }): Promise<void> {
  const input = staffEmailInput.parse(options);
  await enableStaff(commandLine, input, { now: currentTime() });
  say(`${input.email} can sign in to the desk.`);
}

async function resetFactor(options: { email: string }): Promise<void> {
  const input = staffEmailInput.parse(options);
  await resetStaffSecondFactor(commandLine, input, { now: currentTime() });
  say(`${input.email} signs in with the password alone until a new second factor is set up.`);
}

const existing = (name: string, description: string) =>
  new Command(name).description(description).requiredOption("--email <address>", "who it is");

/** Commands that make members of the service team and look after their sign-in. */
export function staffCommands(): Command[] {
  return [
    new Command("create-operator")
      .description("make an operator, who sees accounts and channels but no conversations")
      .requiredOption("--email <address>", "signs in with it")
      .requiredOption("--name <name>", "as others see it")
      .addOption(passwordOption)
      .action((options: NewStaff) => make(options)),
    new Command("create-staff")
      .description("make a member of the service team")
      .requiredOption("--email <address>", "signs in with it")
      .requiredOption("--name <name>", "as customers see it")
      .addOption(new Option("--role <role...>", "one or several").choices(staffRoles).makeOptionMandatory())
      .addOption(passwordOption)
      .action((options: NewStaff) => make(options)),
    existing(
      "disable-staff",
      "switch a member of the service team off: signed out at once, no sign-in",
    ).action(switchOff),
    existing("enable-staff", "let a member of the service team sign in again").action(switchOn),
    existing(
      "reset-staff-second-factor",
      "for who lost device and recovery codes: the password alone lets in until a new factor is set up",
    ).action(resetFactor),
  ];
}
