/** The environment of the product under test, as global-setup.ts started it. */
export function environmentOfWorld(): Record<string, string> {
  return JSON.parse(process.env["E2E_ENVIRONMENT"] ?? "{}") as Record<string, string>;
}
