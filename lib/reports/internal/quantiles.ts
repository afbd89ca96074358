/** The value that a `share` (0 to 1) of them does not exceed, rounded; null of none. */
function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return found === undefined ? null : Math.round(found);
}

/** The middle one. */
export const median = (values: readonly number[]): number | null => quantile(values, 0.5);
/** Nine of ten are no larger. */
export const slow = (values: readonly number[]): number | null => quantile(values, 0.9);
