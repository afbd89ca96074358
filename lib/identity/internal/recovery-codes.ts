import { createHash, randomBytes } from "node:crypto";

/** Without letters and digits that look like each other; 32 of them, so that five bits choose one without bias. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
const CODES = 10;
/** 80 bits: their plain hash cannot be searched. */
const LETTERS = 16;

function newCode(): string {
  const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte & 31] ?? "").join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** New recovery codes, as the person writes them down. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, newCode);
}

/** What is stored of a recovery code, however its letters were grouped. */
export function recoveryCodeHash(code: string): string {
  return createHash("sha256").update(code.replace(/[\s-]/g, "").toLowerCase()).digest("base64url");
}
