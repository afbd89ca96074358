/** So that spreadsheets read UTF-8 as what it is. */
const BYTE_ORDER_MARK = "\uFEFF";

/** What a spreadsheet would take for the beginning of a formula (OWASP, "CSV injection"). */
const formula = /^[=+\-@\t\r]/;

/** One line of a CSV file (RFC 4180). Text that looks like a formula gets an apostrophe: it is shown, never calculated. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A file of text parts as bytes: reads on only as fast as somebody takes it, and ends with them. Begins with the mark of UTF-8. */
export function csvStream(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isBegun = false;
  return new ReadableStream({
    async pull(controller) {
      const part = await parts.next();
      if (part.done === true) return controller.close();
      controller.enqueue(encoder.encode(isBegun ? part.value : BYTE_ORDER_MARK + part.value));
      isBegun = true;
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
