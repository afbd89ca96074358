import { Command } from "commander";
import { commandLine, say } from "@/admin/options";
import { linkPrincipalOidc } from "@/lib/accounts/commands/link-principal-oidc";
import { unlinkPrincipalOidc } from "@/lib/accounts/commands/unlink-principal-oidc";
import { linkPrincipalOidcInput, unlinkPrincipalOidcInput } from "@/lib/accounts/contract";
import { currentTime } from "@/lib/config/clock";
import { linkStaffOidc } from "@/lib/identity/commands/link-staff-oidc";
import { unlinkStaffOidc } from "@/lib/identity/commands/unlink-staff-oidc";
import { linkStaffOidcInput, staffEmailInput } from "@/lib/identity/contract";

type Principal = { account: string; user?: string };

const at = () => ({ now: currentTime() });
const nameOf = ({ alias, user }: { alias: string; user?: string | undefined }) =>
  user === undefined ? alias : `${user}@${alias}`;

async function linkStaff(options: { email: string; subject: string }): Promise<void> {
  const input = linkStaffOidcInput.parse(options);
  const { issuer } = await linkStaffOidc(commandLine, input, at());
  say(`${input.email} is ${input.subject} at ${issuer}.`);
}

async function unlinkStaff(options: { email: string }): Promise<void> {
  const input = staffEmailInput.parse(options);
  const { signedOut } = await unlinkStaffOidc(commandLine, input, at());
  say(`${input.email} is known at no OpenID provider; sessions ended: ${signedOut}.`);
}

async function link({ account: alias, ...options }: Principal & { subject: string }): Promise<void> {
  const input = linkPrincipalOidcInput.parse({ alias, ...options });
  const { issuer } = await linkPrincipalOidc(commandLine, input, at());
  say(`${nameOf(input)} is ${input.subject} at ${issuer}.`);
}

async function unlink({ account: alias, user }: Principal): Promise<void> {
  const input = unlinkPrincipalOidcInput.parse({ alias, user });
  const { signedOut } = await unlinkPrincipalOidc(commandLine, input, at());
  say(`${nameOf(input)} is known at no OpenID provider; sessions ended: ${signedOut}.`);
}

const SUBJECT = "who it is at the provider: the claim `sub`; the audit log has it of who was refused";

/** Commands that say who somebody is at an OpenID provider. */
export function oidcCommands(): Command[] {
  return [
    new Command("link-staff-oidc")
      .description("say who of the service team a subject of the desk's OpenID provider is")
      .requiredOption("--email <address>", "of the service team")
      .requiredOption("--subject <sub>", SUBJECT)
      .action(linkStaff),
    new Command("unlink-staff-oidc")
      .description("forget who somebody is at OpenID providers: signed out at once")
      .requiredOption("--email <address>", "of the service team")
      .action(unlinkStaff),
    new Command("link-oidc")
      .description("say which principal a subject of the console's OpenID provider is")
      .requiredOption("--account <alias>", "the account")
      .option("--user <name>", "the RAM user; without it the primary account")
      .requiredOption("--subject <sub>", SUBJECT)
      .action(link),
    new Command("unlink-oidc")
      .description("forget who a principal is at OpenID providers: signed out at once")
      .requiredOption("--account <alias>", "the account")
      .option("--user <name>", "the RAM user; without it the primary account")
      .action(unlink),
  ];
}
