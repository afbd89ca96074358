import { EventEmitter } from "node:events";
import { seededWorld } from "../state/seed";
import type { World } from "../state/world";
import { FaultPlan } from "../transport/faults";
import type { JournalEntry } from "../transport/journal";

/** One running local Feishu: its world, and what the test control holds beside it. */
export interface Platform {
  world: World;
  readonly faults: FaultPlan;
  journal: JournalEntry[];
  readonly appUrl: string;
  readonly seed: string;
}

export function createPlatform(seed: string, appUrl: string): Platform {
  const changes = new EventEmitter().setMaxListeners(0);
  return { world: seededWorld(seed, appUrl, changes), faults: new FaultPlan(), journal: [], appUrl, seed };
}

/** Back to the seeded state; open pages stay connected. */
export function resetPlatform(platform: Platform): void {
  platform.world = seededWorld(platform.seed, platform.appUrl, platform.world.changes);
  platform.faults.clear();
  platform.journal = [];
}
