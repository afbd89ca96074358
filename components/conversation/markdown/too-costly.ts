const MARKER = /^[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]]*\]:)/;
const DEEPEST_LINE = 16;
/** What opens and closes emphasis, links and code: the cost of a pair grows with the number of those that found none. */
const ACTIVE = ["*", "_", "~", "`", "[", "]"] as const;
const MOST_OF_ONE = 1_000;
/** Those whose costs multiply where they stand together. */
const ENTANGLED = /[*_\]]/g;
const MOST_ENTANGLED = 1_500;

/** Whether parsing a message as Markdown would cost its readers seconds, or their browser's stack. Nobody writes that by hand. */
export function isTooCostly(body: string): boolean {
  if (ACTIVE.some((character) => body.split(character).length > MOST_OF_ONE)) return true;
  if ((body.match(ENTANGLED)?.length ?? 0) > MOST_ENTANGLED) return true;
  return body.split("\n").some((line) => {
    let rest = line;
    for (let depth = 0; depth < DEEPEST_LINE; depth += 1) {
      const marker = MARKER.exec(rest);
      if (!marker) return false;
      rest = rest.slice(marker[0].length);
    }
    return true;
  });
}
