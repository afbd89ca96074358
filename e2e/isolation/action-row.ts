import type { Intruder } from "./people";
import type { Outcome } from "./probe";
import type { Scene } from "./scene";

/** A server action, and what others get of it. */
export type ActionRow = {
  action: string;
  why: string;
  /** What a page would call it with, naming something of A. */
  args: (scene: Scene) => readonly unknown[];
  answer: Partial<Record<Intruder, Outcome>> & { otherwise: Outcome };
  who?: readonly Intruder[];
};
