import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { onePerProcess } from "@/lib/config/one-per-process";
import { durations } from "@/lib/config/durations";
import { messagePool } from "@/lib/db/pool";
import { advanceReadSql } from "@/lib/messages/internal/read-position-sql";
import { unavailable } from "@/lib/messages/internal/write-batch";

/** The channel on which processes hear, on commit, how far people have read. */
export const READ_POSITIONS = "read_positions";

/** A notice of read positions: [personId, groupId, sequence] each. */
export const readPositionsSchema = z.array(z.tuple([z.uuid(), z.uuid(), z.number().int()]));

/** How far somebody says they have read a group. */
export type ReadPosition = { groupId: string; personId: string; channelId: string | null; sequence: number };

type Waiting = ReadPosition & {
  resolve: (sequence: number | null) => void;
  reject: (reason: unknown) => void;
};

/**
 * Gathers read positions for up to 250 ms and writes them together: people scroll faster than a row is worth writing
 * (design.md §2 "Browser"). Positions only grow.
 */
export class ReadPositions {
  #gathered: Waiting[] = [];
  readonly #flushes = new Set<Promise<void>>();

  /**
   * Resolves with the position that holds now, or null for who is no member.
   *
   * @throws AppError UNAVAILABLE `messages.not_stored`.
   */
  async advance(position: ReadPosition): Promise<number | null> {
    return new Promise((resolve, reject) => {
      this.#gathered.push({ ...position, resolve, reject });
      if (this.#gathered.length === 1) void this.#flushSoon();
    });
  }

  /** Resolves when everything given so far is written; a part of every stop. */
  async drain(): Promise<void> {
    await Promise.all(this.#flushes);
  }

  async #flushSoon(): Promise<void> {
    const flush = sleep(durations.readCoalescing).then(() => this.#flush(this.#gathered.splice(0)));
    this.#flushes.add(flush);
    await flush;
    this.#flushes.delete(flush);
  }

  async #flush(gathered: Waiting[]): Promise<void> {
    try {
      const positions = await write(furthestOf(gathered));
      for (const one of gathered) one.resolve(positions.get(keyOf(one)) ?? null);
    } catch (thrown) {
      for (const one of gathered) one.reject(unavailable("messages.not_stored", thrown));
    }
  }
}

const keyOf = ({ groupId, personId }: { groupId: string; personId: string }): string =>
  `${groupId}:${personId}`;

function furthestOf(positions: ReadPosition[]): ReadPosition[] {
  const furthest = new Map<string, ReadPosition>();
  for (const position of positions) {
    const known = furthest.get(keyOf(position));
    if (known === undefined || known.sequence < position.sequence) furthest.set(keyOf(position), position);
  }
  return [...furthest.values()];
}

async function write(positions: ReadPosition[]): Promise<Map<string, number>> {
  const { rows } = await messagePool().query<{ groupId: string; personId: string; sequence: number }>({
    name: "advance_read",
    text: advanceReadSql,
    values: [
      positions.map(({ groupId }) => groupId),
      positions.map(({ personId }) => personId),
      positions.map(({ channelId }) => channelId),
      positions.map(({ sequence }) => sequence),
    ],
  });
  return new Map(rows.map((row) => [keyOf(row), row.sequence]));
}

/** The read positions of this process on their way to the database. */
export function readPositions(): ReadPositions {
  return onePerProcess("read-positions", () => new ReadPositions());
}
