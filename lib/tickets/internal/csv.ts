/** So that spreadsheets read UTF-8 as what it is. */
export const BYTE_ORDER_MARK = "\uFEFF";

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
