const HUES = 6;

/** What stands for a person without a picture: the last two characters of a Chinese name, the first letters of others. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (/\p{Script=Han}/u.test(trimmed)) {
    const characters = Array.from(trimmed).filter((character) => /[\p{L}\p{N}]/u.test(character));
    return characters.slice(-2).join("");
  }
  const words = trimmed.split(/[\s·.\-_]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

/** Which of the avatar colours a name gets: always the same one. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % HUES;
}
