import { FILE_NAME_LIMIT } from "@/lib/messages/contract";

/** What changes the order in which a name is read: `exe.gpj` shown as `jpg.exe`. */
const bidirectional = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** Controls, line separators, and characters that are not seen; joiners stay, which names in some scripts need. */
const invisible = /[\p{Cc}\u00AD\u180E\u200B\u2028\u2029\u2060-\u2064\uFEFF\uFFF9-\uFFFB]/gu;
const LONGEST_EXTENSION = 20;
const NAMELESS = "file";

/** A file's name as it is kept and shown: one line without path, without hidden characters, at most 200 characters, never empty. */
export function cleanFileName(given: string): string {
  const base = given.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const visible = base.replace(bidirectional, "").replace(invisible, "").normalize("NFC");
  const oneLine = visible.replace(/\s+/gu, " ").trim();
  return /^\.*$/.test(oneLine) ? NAMELESS : shortened(oneLine);
}

function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= FILE_NAME_LIMIT) return name;
  const dot = characters.lastIndexOf(".");
  const extension = dot > 0 && characters.length - dot <= LONGEST_EXTENSION ? characters.slice(dot) : [];
  return [...characters.slice(0, FILE_NAME_LIMIT - extension.length), ...extension].join("");
}
