/** A statement and its values. */
export type Statement = { text: string; values: unknown[] };

/** Gathers the values of a statement: each becomes a parameter, and never a part of the text. */
export class SqlValues {
  readonly values: unknown[] = [];

  /** The parameter that stands for this value. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
