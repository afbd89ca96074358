/** The files somebody pasted or dropped; a text that carries its own picture along (a table, a paragraph) is text. */
export function filesIn(data: DataTransfer): File[] {
  return data.types.includes("text/plain") ? [] : [...data.files];
}
