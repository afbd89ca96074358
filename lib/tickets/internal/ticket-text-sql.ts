import type { SqlValues } from "@/lib/tickets/internal/sql-values";

// As the index ticket_text has it; and so that this index is not used.
const indexedText = "(t.title || ' ' || t.description)";
const walkedText = "(t.title || ' ' || t.description || '')";

const numberForm = /^[#＃]?(\d{1,9})$/;

/** The words of a search. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Whether the index of trigrams can find one of the words; shorter ones are looked for in the group's tickets. */
export function isIndexed(words: readonly string[]): boolean {
  return words.some((word) => /[\p{L}\p{N}]{3}/u.test(word));
}

/**
 * Tickets with this word, whatever its case, in title or description, or with this number. The index of trigrams is of all
 * customers' tickets: for a word known to be frequent it would lead to too many, and the group's own are walked through.
 */
export function wordCondition(word: string, sql: SqlValues, isFrequent: boolean): string {
  const number = numberForm.exec(word)?.[1];
  const found = `${isFrequent ? walkedText : indexedText} ${matchOf(word, sql)}`;
  return number === undefined ? found : `(${found} OR t.number = ${sql.add(Number(number))}::int)`;
}

/** Case costs time: LIKE where there is none (Chinese, digits), and else a regular expression, in which ILIKE takes twice as long. */
function matchOf(word: string, sql: SqlValues): string {
  if (word.toLowerCase() === word.toUpperCase())
    return `LIKE ${sql.add(`%${word.replace(/[\\%_]/g, "\\$&")}%`)}`;
  return `~* ${sql.add(word.replace(/[!-/:-@[-^`{-~]/g, "\\$&"))}`;
}
