/** Choices that look random and are the same for the same seed. */
export type Random = {
  /** A whole number from 0 up to and without `limit`. */
  below: (limit: number) => number;
  pick: <T>(items: readonly T[]) => T;
  shuffled: <T>(items: readonly T[]) => T[];
};

/** The generator of a seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  const shuffled = <T>(items: readonly T[]): T[] => {
    const left = [...items];
    return items.flatMap(() => left.splice(below(left.length), 1));
  };
  const pick = <T>(items: readonly T[]): T => {
    const [one] = items.slice(below(items.length));
    if (one === undefined) throw new Error("nothing to choose from");
    return one;
  };
  return { below, pick, shuffled };
}

/** The seed of this run: CHAOS_SEED to repeat one, else a new one. */
export function chaosSeed(): number {
  const given = process.env["CHAOS_SEED"];
  return given ? Number(given) : Math.floor(Math.random() * 2 ** 31);
}
