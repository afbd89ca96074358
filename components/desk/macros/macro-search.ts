import type { MacroView } from "@/lib/desk/browser/macros";

const plain = (text: string): string => text.normalize("NFKC").toLocaleLowerCase();

/** The macros in whose name or text all words are, those first whose names begin with them. */
export function matching(macros: readonly MacroView[], query: string): MacroView[] {
  const words = plain(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  const rankOf = ({ name, body }: MacroView): number => {
    const [inName, inBoth] = [plain(name), plain(`${name}\n${body}`)];
    if (words.length > 0 && inName.startsWith(words.join(" "))) return 0;
    if (words.every((word) => inName.includes(word))) return 1;
    return words.every((word) => inBoth.includes(word)) ? 2 : NO_MATCH;
  };
  return macros
    .map((macro) => ({ macro, rank: rankOf(macro) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ macro }) => macro);
}

const NO_MATCH = 3;
