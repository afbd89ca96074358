import { escapeHtml } from "./escape";

/** Stands for a `<` that was written as such, so that one written as an entity can never become a tag. */
const OPEN = "\uE000";
const CLOSE = "\uE001";

const COLORS = new Set([
  "red",
  "green",
  "grey",
  "blue",
  "orange",
  "purple",
  "carmine",
  "violet",
  "turquoise",
  "indigo",
  "wathet",
  "lime",
  "yellow",
]);

function guarded(markdown: string): string {
  return markdown
    .replaceAll(/[\uE000\uE001]/g, "")
    .replaceAll("<", OPEN)
    .replaceAll(">", CLOSE)
    .replaceAll(/&(?!#\d+;|#x[0-9a-f]+;|[a-z]+;)/gi, "&amp;")
    .replaceAll('"', "&quot;");
}

const link = (label: string, url: string) => `<a href="${url}" target="_blank" rel="noreferrer">${label}</a>`;

function inline(text: string, nameOf: (id: string) => string): string {
  return text
    .replaceAll(/\[([^\]]*)\]\((https?:[^\s)]+)\)/g, (_whole, label: string, url: string) => link(label, url))
    .replaceAll(
      /\uE000(?:at|person)\s+(?:user_)?id=(?:&quot;|')?([\w-]+)(?:&quot;|')?[^\uE001]*\uE001[^\uE000]*\uE000\/(?:at|person)\uE001/g,
      (_whole, id: string) => `<span class="at">@${escapeHtml(nameOf(id))}</span>`,
    )
    .replaceAll(
      /\uE000font\s+color=(?:&quot;|')?(\w+)(?:&quot;|')?\s*\uE001([^\uE000]*)\uE000\/font\uE001/g,
      (whole, color: string, inner: string) =>
        COLORS.has(color) ? `<span class="c-${color}">${inner}</span>` : whole,
    )
    .replaceAll(/\uE000br\s*\/?\uE001/g, "<br>")
    .replaceAll(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
    .replaceAll(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, "<em>$1</em>")
    .replaceAll(/~~([^~]+)~~/g, "<del>$1</del>")
    .replaceAll(/`([^`\n]+)`/g, "<code>$1</code>")
    .replaceAll(OPEN, "&lt;")
    .replaceAll(CLOSE, "&gt;");
}

/** One line outside a code block; a quote begins with the guarded form of its mark. */
function lineHtml(line: string, nameOf: (id: string) => string): string {
  const drawn = (text = "") => inline(text, nameOf);
  const heading = /^#{1,6} (.*)$/.exec(line);
  if (heading) return `<strong class="heading">${drawn(heading[1])}</strong>`;
  if (/^---+$/.test(line)) return "<hr>";
  const item = /^[-*] (.*)$/.exec(line);
  if (item) return `<span class="item">• ${drawn(item[1])}</span>`;
  const numbered = /^(\d+\.) (.*)$/.exec(line);
  if (numbered) return `<span class="item">${numbered[1]} ${drawn(numbered[2])}</span>`;
  const quote = /^\uE001 ?(.*)$/.exec(line);
  if (quote) return `<span class="quote">${drawn(quote[1])}</span>`;
  return `<span class="line">${drawn(line)}</span>`;
}

const FENCE = /^```[^\n]*\n([\s\S]*?)\n?```$/gm;

/** Markdown of a card as HTML. Links are http(s); everything that is not markup is text. */
export function markdownHtml(markdown: string, nameOf: (id: string) => string): string {
  // Split at code blocks: every other part is the inside of one.
  const parts = guarded(markdown).split(FENCE);
  const drawn = parts.map((part, index) => {
    if (index % 2 === 1)
      return `<pre><code>${part.replaceAll(OPEN, "&lt;").replaceAll(CLOSE, "&gt;")}</code></pre>`;
    const isBeside = parts.length > 1;
    const text = isBeside ? part.replace(index > 0 ? /^\n/ : "", "").replace(/\n$/, "") : part;
    if (isBeside && text === "") return "";
    return text
      .split("\n")
      .map((line) => lineHtml(line, nameOf))
      .join("");
  });
  return drawn.join("");
}
