const two = (value: number): string => String(value).padStart(2, "0");

/** An instant as a date field holds it, in the reader's zone. */
export function dateInputOf(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** An instant as a field for date and time holds it, in the reader's zone. */
export function dateTimeInputOf(date: Date): string {
  return `${dateInputOf(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What was entered into such a field as an instant; empty while it is none. */
export function instantOfInput(text: string): string {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? "" : date.toISOString();
}
