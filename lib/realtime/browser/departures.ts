import type { LeftHint } from "@/lib/realtime/contract";

/** What a page keeps of a group its reader is no longer in: the name, and how it ended where that is known. */
export type GroupDeparture = { name: string; via: LeftHint["via"] };

/** The groups a reader ceased to be in while the page was open. */
export class Departures {
  readonly #ended = new Map<string, GroupDeparture>();

  of(groupId: string): GroupDeparture | null {
    return this.#ended.get(groupId) ?? null;
  }

  /** `name` is what the list calls it, while it still does. The first to tell may not know how it ended. */
  note(groupId: string, given: string | undefined, via: LeftHint["via"]): void {
    const known = this.#ended.get(groupId);
    const name = given ?? known?.name;
    if (name !== undefined) this.#ended.set(groupId, { name, via: via ?? known?.via ?? null });
  }

  /** The reader is in this group. */
  forget(groupId: string): void {
    this.#ended.delete(groupId);
  }
}
