/** What somebody types at the console's sign-in: `alias` for the primary account, `name@alias` for a RAM user. */
export function signInNameOf(
  { kind, name }: { kind: "primary" | "ram_user" | "ram_role"; name: string },
  { alias }: { alias: string },
): string {
  return kind === "primary" ? alias : `${name}@${alias}`;
}
