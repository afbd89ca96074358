import { setTimeout as sleep } from "node:timers/promises";
import { asOwner } from "@/lib/testing/as-owner";
import { until } from "../world/until";
import type { World } from "../world/start-world";
import type { KeptProgram } from "./kept-program";
import type { Random } from "./seeded-random";

/** What is struck: a process killed by SIGKILL, the gateway's LISTEN connection cut, or every connection of the product. */
type Target = "server" | "worker" | "postgres" | "listen" | "connections";

export type Struck = Record<Target, number>;

const TIMES: Struck = { server: 3, worker: 2, postgres: 3, listen: 3, connections: 1 };

/** How many strikes `chaos` makes one after the other. */
export const STRIKES = Object.values(TIMES).reduce((sum, times) => sum + times, 0);

type Scene = { world: World; server: KeptProgram; worker: KeptProgram; random: Random };

/**
 * Strikes at random moments, in random order, and restarts what it struck without waiting for it, so that failures
 * overlap. `before` is called before each strike. Besides, the worker is killed once in the very moment it sends a card.
 */
export async function chaos(scene: Scene, before: () => Promise<void>): Promise<Struck> {
  const struck: Struck = { server: 0, worker: 0, postgres: 0, listen: 0, connections: 0 };
  const aimed = killWhileSending(scene.worker).then(() => (struck.worker += 1));
  const targets = Object.entries(TIMES).flatMap(([target, times]) =>
    Array<Target>(times).fill(target as Target),
  );
  for (const target of scene.random.shuffled(targets)) {
    await isWhole(scene, target);
    await before();
    await sleep(scene.random.below(400));
    await strike(scene, target);
    struck[target] += 1;
    await sleep(scene.random.below(1_500));
  }
  await aimed;
  return struck;
}

/** What is struck must be there, so that messages are on their way through it; anything else may still be down. */
async function isWhole({ server, worker }: Scene, target: Target): Promise<void> {
  if (target === "worker") await worker.up();
  else await server.up();
}

async function strike({ world, server, worker }: Scene, target: Target): Promise<void> {
  switch (target) {
    case "server":
      return server.kill();
    case "worker":
      return worker.kill();
    case "postgres":
      await world.postgres.kill();
      return world.postgres.restart();
    case "listen":
      return cutListening();
    case "connections":
      return cut("application_name LIKE 'ailink%' AND pid <> pg_backend_pid()");
    default:
      return target satisfies never;
  }
}

/** Cuts the connections by which gateways hear of what other processes wrote. */
export async function cutListening(): Promise<void> {
  return cut("application_name = 'ailink-listen'");
}

/** Ends connections of the product that PostgreSQL knows by this condition; there must be one. */
async function cut(condition: string): Promise<void> {
  const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${condition}`;
  await until("a connection to cut", async () => ((await answered(sql)) > 0 ? true : null), 20_000);
}

async function killWhileSending(worker: KeptProgram): Promise<void> {
  const sql = "SELECT FROM card_delivery WHERE status = 'sending'";
  await until("a card to be under way", async () => ((await answered(sql)) > 0 ? true : null), 60_000);
  await worker.kill();
}

/** How many rows PostgreSQL answers; none while it is down. */
async function answered(sql: string): Promise<number> {
  return asOwner(sql)
    .then((rows) => rows.length)
    .catch(() => 0);
}
