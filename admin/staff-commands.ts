import { Command, Option } from "commander";
import { chosenPassword, commandLine, passwordOption, say } from "@/admin/options";
import { currentTime } from "@/lib/config/clock";
import { createStaff } from "@/lib/identity/commands/create-staff";
import { createStaffInput, staffRoles } from "@/lib/identity/contract";

type NewStaff = { email: string; name: string; password?: string; role?: string[] };

async function make({ email, name, password: given, role: roles = ["operator"] }: NewStaff): Promise<void> {
  const { password, told } = chosenPassword(given);
  const input = createStaffInput.parse({ email, name, password, roles });
  const made = await createStaff(commandLine, input, { now: currentTime() });
  say(`${input.roles.join(", ")} ${made.email} can sign in to the desk.${told}`);
}

/** Commands that make members of the service team. */
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
  ];
}
