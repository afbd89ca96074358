import { hash, verify } from "@node-rs/argon2";

/** argon2id with 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet. The library's default variant is argon2id. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Nobody's hash: verified in place of an unknown name's, so that the time of an answer does not tell who exists. */
let nobody: Promise<string> | undefined;

/** The hash of a password, as it is stored. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** Whether `password` is the one behind `stored`; for null (no such name) never, in the same time. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword("nobody");
  const matches = await verify(stored ?? (await nobody), password);
  return stored !== null && matches;
}
