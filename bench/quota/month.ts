const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Of the month: 40 people, 12 mentions an hour each in bursts, 8 hours on 22 days. */
export const PEOPLE = 40;
const BURSTS_PER_HOUR = 3;
const MENTIONS_PER_BURST = 4;
const HOURS = 8;
const WORKING_DAYS = 22;
/** 09:00 in Shanghai on a Monday that is the 1st. */
const FIRST_MORNING = Date.UTC(2026, 5, 1, 1);

/** Somebody is mentioned some times at once. */
export type Burst = { person: number; at: number; mentions: number };

/** A month of bursts in the order of time, the same whenever it is asked for. */
export function monthOfBursts(): Burst[] {
  const random = seeded(20_260_601);
  const bursts = workingMornings().flatMap((morning) =>
    Array.from({ length: PEOPLE * HOURS * BURSTS_PER_HOUR }, (_, index): Burst => {
      const hour = Math.floor(index / (PEOPLE * BURSTS_PER_HOUR));
      return {
        person: index % PEOPLE,
        at: morning + hour * HOUR + Math.floor(random() * HOUR),
        mentions: MENTIONS_PER_BURST,
      };
    }),
  );
  return bursts.toSorted((a, b) => a.at - b.at);
}

function workingMornings(): number[] {
  const days = Array.from({ length: 31 }, (_, index) => FIRST_MORNING + index * DAY);
  return days.filter((day) => ![0, 6].includes(new Date(day).getUTCDay())).slice(0, WORKING_DAYS);
}

/** Numbers between 0 and 1 that look random and are always the same (xorshift). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
