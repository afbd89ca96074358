/** Something that must be in no log. */
export type Secret = { what: string; value: string };

/** A secret that was found, and the line that holds it. */
export type Found = { what: string; spelling: string; line: string };

/** How a text stands inside a longer one that was encoded whole, wherever it begins there. */
function base64Of(value: string, alphabet: "base64" | "base64url"): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString(alphabet);
    // The first group holds what stood before.
    return before === 0 ? whole : whole.slice(4);
  });
}

const unicodeEscapes = (value: string): string =>
  value.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The spellings in which a log may hold a text. */
function spellingsOf(value: string): Map<string, string> {
  const json = JSON.stringify(value).slice(1, -1);
  const spellings: [string, string][] = [
    ["as it is", value],
    ["in JSON", json],
    ["in JSON inside JSON", JSON.stringify(json).slice(1, -1)],
    ["in JSON, ASCII alone", unicodeEscapes(json)],
    ["in an address", encodeURIComponent(value)],
    ["in a form", new URLSearchParams({ v: value }).toString().slice(2)],
    ["in hexadecimal", Buffer.from(value).toString("hex")],
    ...(["base64", "base64url"] as const).flatMap((alphabet) =>
      base64Of(value, alphabet).map((text, before): [string, string] => [
        `${alphabet} after ${before}`,
        text,
      ]),
    ),
  ];
  return new Map(spellings.filter(([, text]) => text.length >= 6));
}

const PIECE = 16;
/** Every encrypted token begins with the same words about how it is encrypted. */
const tokenHead = /^eyJ[\w-]+\./;

/** A long secret is one in part too: a log may cut it. */
function piecesOf(value: string): string[] {
  const own = value.replace(tokenHead, "");
  if (own.length < 2 * PIECE) return [];
  return Array.from({ length: Math.floor(own.length / PIECE) }, (_, index) =>
    own.slice(index * PIECE, (index + 1) * PIECE),
  );
}

/** Every place in which one of the secrets stands in the text, in any spelling; a long one also in part. */
export function findSecrets(text: string, secrets: readonly Secret[]): Found[] {
  const found: Found[] = [];
  const look = (what: string, spelling: string, words: string): void => {
    const at = text.indexOf(words);
    if (at === -1) return;
    const start = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at);
    found.push({ what, spelling, line: text.slice(start, end === -1 ? undefined : end).slice(0, 400) });
  };
  for (const { what, value } of secrets) {
    for (const [spelling, words] of spellingsOf(value)) look(what, spelling, words);
    for (const piece of piecesOf(value)) look(what, "in part", piece);
  }
  return found;
}
