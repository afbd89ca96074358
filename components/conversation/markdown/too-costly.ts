const MARKER = /^[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]]*\]:)/;
const DEEPEST_LINE = 16;
const MOST_ASTERISKS = 1_000;

/** Whether parsing a message as Markdown would cost its readers seconds, or their browser's stack. Nobody writes that by hand. */
export function isTooCostly(body: string): boolean {
  if (body.split("*").length > MOST_ASTERISKS) return true;
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
