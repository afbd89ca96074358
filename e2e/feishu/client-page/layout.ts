import type { Lang } from "../open/card/card-text";
import { escapeHtml } from "./escape";
import { styles } from "./styles";

/** A whole page in the look of the emulated client. `body` is HTML. */
export function page(title: string, lang: Lang, body: string): string {
  return `<!doctype html>
<html lang="${lang === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${styles}</style>
</head>
<body>
${body}
</body>
</html>`;
}

/** A page with one quiet box in the middle. */
export function boxPage(title: string, lang: Lang, box: string): string {
  return page(title, lang, `<main class="centre"><div class="box">${box}</div></main>`);
}
