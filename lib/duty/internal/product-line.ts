type Product = { code: string; fallbackCode: string | null };

/** A product and its fall-backs in order; a circle, should rows ever hold one, is walked once. Empty for an unknown code. */
export function lineOf(products: readonly Product[], code: string): string[] {
  const fallbacks = new Map(products.map((product) => [product.code, product.fallbackCode]));
  const line: string[] = [];
  let next: string | null = code;
  while (next !== null && fallbacks.has(next) && !line.includes(next)) {
    line.push(next);
    next = fallbacks.get(next) ?? null;
  }
  return line;
}
