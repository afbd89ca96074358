import { fileTypeFromBuffer } from "file-type";

const UNKNOWN = "application/octet-stream";

/** Text that a browser would take for a document and run. */
const markup: readonly (readonly [RegExp, string])[] = [
  [/<svg[\s>]/i, "image/svg+xml"],
  [/^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe)[\s>]/i, "text/html"],
  [/^\s*<\?xml\s/i, "application/xml"],
];

/**
 * What a file is, by its first bytes; what its name or its sender say counts for nothing. Text that no format claims is
 * `text/plain`, anything else `application/octet-stream`.
 */
export async function mediaTypeOf({ head, isText }: { head: Uint8Array; isText: boolean }): Promise<string> {
  const text = Buffer.from(head).toString("utf8");
  if (isText) for (const [form, type] of markup) if (form.test(text)) return type;
  // A beginning cut off in the middle can confuse a parser: then nothing is known.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found?.mime ?? (isText ? "text/plain" : UNKNOWN);
}
