import { createHash, randomBytes } from "node:crypto";

const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/** A fast hash is enough: nobody guesses 256 bits. */
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** What a link carries, 32 random bytes, and what is stored of it. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashOf(token) };
}

/** How a token is found; null for what can be none. */
export function tokenHash(token: string): string | null {
  return tokenForm.test(token) ? hashOf(token) : null;
}
