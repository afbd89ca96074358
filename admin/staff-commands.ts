import { Command, Option } from "commander";
import { chosenPassword, commandLine, passwordOption, say } from "@/admin/options";
import { currentTime } from "@/lib/config/clock";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { disableStaff } from "@/lib/identity/commands/disable-staff";
import { enableStaff } from "@/lib/identity/commands/enable-staff";
import { resetStaffSecondFactor } from "@/lib/identity/commands/reset-staff-second-factor";
import { setStaffPassword } from "@/lib/identity/commands/set-staff-password";
import { setStaffRoles } from "@/lib/identity/commands/set-staff-roles";
import {
  createStaffInput,
  setStaffPasswordInput,
  setStaffRolesInput,
  staffEmailInput,
  staffRoles,
} from "@/lib/identity/contract";

type NewStaff = { email: string; name: string; password?: string; oidc?: true; role?: string[] };

async function make({ email, name, role: roles = ["operator"], ...chosen }: NewStaff): Promise<void> {
  const { password, told } = chosen.oidc
    ? { password: undefined, told: "" }
    : chosenPassword(chosen.password);
  const input = createStaffInput.parse({ email, name, password, roles });
  const made = await createStaff(commandLine, input, { now: currentTime() });
  const how = chosen.oidc ? " by OpenID Connect" : "";
  say(`${input.roles.join(", ")} ${made.email} can sign in to the desk${how}.${told}`);
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

async function setRoles({ email, role: roles }: { email: string; role: string[] }): Promise<void> {
  const input = setStaffRolesInput.parse({ email, roles });
  await setStaffRoles(commandLine, input, { now: currentTime() });
  say(`${input.email} is ${input.roles.join(", ")} from now on.`);
}

async function setPassword({ email, ...chosen }: { email: string; password?: string }): Promise<void> {
  const { password, told } = chosenPassword(chosen.password);
  const input = setStaffPasswordInput.parse({ email, password });
  const { signedOut } = await setStaffPassword(commandLine, input, { now: currentTime() });
  say(`${input.email} signs in with another password; sessions ended: ${signedOut}.${told}`);
}

const oidcOption = () =>
  new Option("--oidc", "no password: comes in by OpenID Connect alone").conflicts("password");

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
      .addOption(oidcOption())
      .action((options: NewStaff) => make(options)),
    new Command("create-staff")
      .description("make a member of the service team")
      .requiredOption("--email <address>", "signs in with it")
      .requiredOption("--name <name>", "as customers see it")
      .addOption(new Option("--role <role...>", "one or several").choices(staffRoles).makeOptionMandatory())
      .addOption(passwordOption)
      .addOption(oidcOption())
      .action((options: NewStaff) => make(options)),
    existing(
      "disable-staff",
      "switch a member of the service team off: signed out at once, no sign-in",
    ).action(switchOff),
    existing("enable-staff", "let a member of the service team sign in again").action(switchOn),
    existing("set-staff-roles", "change what a member of the service team is, at once")
      .addOption(new Option("--role <role...>", "one or several").choices(staffRoles).makeOptionMandatory())
      .action(setRoles),
    existing("set-staff-password", "another password for who lost theirs: signed out everywhere")
      .addOption(passwordOption)
      .action(setPassword),
    existing(
      "reset-staff-second-factor",
      "for who lost device and recovery codes: the password alone lets in until a new factor is set up",
    ).action(resetFactor),
  ];
}
