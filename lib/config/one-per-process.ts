/** What the keys on globalThis begin with. */
export const ONE_PER_PROCESS = "ailink.";

/**
 * The one instance of something per process, although server.ts and Next's bundle each load their own copy of lib/.
 * For what must be one (the database pool, the metrics registry) and nothing else: facts travel through PostgreSQL.
 */
export function onePerProcess<T>(name: string, make: () => T): T {
  const key = Symbol.for(ONE_PER_PROCESS + name);
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  holder[key] ??= make();
  return holder[key];
}
