const ALLOWED = new Set(["http:", "https:", "mailto:"]);

/** The address of a link in a message, or undefined when it leads anywhere but the web or a mailbox. */
export function safeUrl(url: string): string | undefined {
  try {
    return ALLOWED.has(new URL(url).protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

// Embeddings and overrides (and what ends them): they make text read as something it is not, file names and addresses above all.
const OVERRIDES = /[\u202A-\u202E]/gu;

/** Text without the characters that reverse what follows; right-to-left scripts do not need them. */
export function withoutOverrides(text: string): string {
  return text.replace(OVERRIDES, "");
}
