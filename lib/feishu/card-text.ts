const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** Controls except line feed, and the marks that turn the direction of what follows them: they could disguise a text. */
// oxlint-disable-next-line no-control-regex -- controls are what this is about
const disguises = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** `text` in at most `limit` characters as a reader counts them, an ellipsis included, without control characters. */
export function clipText(text: string, limit: number): string {
  const clean = text.toWellFormed().replaceAll("\r\n", "\n").replace(disguises, " ");
  // A character is at least one code unit, so a short text need not be segmented.
  if (clean.length <= limit) return clean;
  const kept: string[] = [];
  for (const { segment } of graphemes.segment(clean)) {
    if (kept.length === limit) return `${kept.slice(0, -1).join("").trimEnd()}…`;
    kept.push(segment);
  }
  return clean;
}

/** `text` in at most `limit` units of UTF-16, cut between characters: where Feishu refuses more, and counts in a way not told. */
export function clipUnits(text: string, limit: number): string {
  const clean = clipText(text, limit);
  if (clean.length <= limit) return clean;
  let kept = "";
  for (const { segment } of graphemes.segment(clean)) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * `text` for a text message, where Feishu reads `<at>` tags, styles, entities and `[words](links)`: its special characters
 * become their full-width twins, so that words of people stay words.
 */
export function safeMessageText(text: string): string {
  const twins: Record<string, string> = { "&": "＆", "<": "＜", ">": "＞", "[": "［", "]": "］" };
  return text.replace(/[&<>[\]]/g, (character) => twins[character] ?? character);
}
