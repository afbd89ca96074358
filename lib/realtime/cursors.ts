import { log } from "@/lib/log/logger";
import type { GroupEventView, GroupFrame } from "@/lib/messages/contract";
import { logEnds, readLog } from "@/lib/messages/queries/read-log";
import type { PostedStretch } from "@/lib/messages/posted-stretch";

const PAGE = 100;
const RETRY_AFTER = 1_000;

/** How far a group's log has been told to the sockets of this process, and how far it is known to reach. */
type Cursor = { told: number; known: number; isReading: boolean };

/**
 * One cursor per group with sockets in this process. Whatever happens, frames of a group leave in the log's order and
 * without holes: what this process wrote goes out directly if it is next, everything else is read from the log.
 */
export class GroupCursors {
  readonly #cursors = new Map<string, Cursor>();
  readonly #tell: (frame: GroupFrame) => void;

  constructor(tell: (frame: GroupFrame) => void) {
    this.#tell = tell;
  }

  /**
   * Follows these groups' logs. To be called after the sockets joined the rooms: a new cursor's end is asked once more, as
   * an announcement may have passed before anybody listened. Answers from where on each group's frames will come.
   */
  async follow(groups: readonly { groupId: string; sequence: number }[]): Promise<Map<string, number>> {
    const isNew = groups.filter(({ groupId }) => !this.#cursors.has(groupId));
    for (const { groupId, sequence } of isNew)
      this.#cursors.set(groupId, { told: sequence, known: sequence, isReading: false });
    for (const { groupId, sequence } of groups) this.announced(groupId, sequence);
    const told = new Map(groups.map(({ groupId, sequence }) => [groupId, this.#reach(groupId, sequence)]));
    if (isNew.length > 0) await this.#compare(isNew.map(({ groupId }) => groupId));
    return told;
  }

  #reach(groupId: string, sequence: number): number {
    return Math.max(sequence, this.#cursors.get(groupId)?.told ?? 0);
  }

  /** Nobody listens to this group here any more. */
  forget(groupId: string): void {
    this.#cursors.delete(groupId);
  }

  /** A stretch this process has just committed. */
  written({ groupId, from, to, messages }: PostedStretch): void {
    const cursor = this.#cursors.get(groupId);
    if (cursor === undefined || to <= cursor.told) return;
    if (messages === null || from !== cursor.told + 1) return this.announced(groupId, to);
    const events = messages.map((message): GroupEventView => {
      return { type: "message.created", sequence: message.sequence, message };
    });
    this.#advance(groupId, cursor, events);
  }

  /** Some process says that this group's log reaches so far. */
  announced(groupId: string, to: number): void {
    const cursor = this.#cursors.get(groupId);
    if (cursor === undefined) return;
    cursor.known = Math.max(cursor.known, to);
    if (cursor.known > cursor.told && !cursor.isReading) void this.#read(groupId, cursor);
  }

  /** Compares every cursor with the database: announcements were lost, or may have been. */
  async compareAll(): Promise<void> {
    await this.#compare([...this.#cursors.keys()]);
  }

  async #compare(groupIds: string[]): Promise<void> {
    for (const { groupId, sequence } of await logEnds(groupIds)) this.announced(groupId, sequence);
  }

  async #read(groupId: string, cursor: Cursor): Promise<void> {
    cursor.isReading = true;
    try {
      while (cursor.known > cursor.told && this.#cursors.get(groupId) === cursor) {
        const events = await readLog(groupId, cursor.told, PAGE);
        // Meanwhile a stretch may have gone out directly.
        const next = events.filter(({ sequence }) => sequence > cursor.told);
        if (next.length > 0) this.#advance(groupId, cursor, next);
        // A log that ends before what was announced was restored from a backup; it has nothing more to tell.
        else if (events.length === 0) cursor.known = cursor.told;
      }
    } catch (thrown) {
      log.error("realtime.log_not_read", thrown, { groupId });
      setTimeout(() => this.announced(groupId, cursor.known), RETRY_AFTER).unref();
    } finally {
      cursor.isReading = false;
    }
  }

  #advance(groupId: string, cursor: Cursor, events: GroupEventView[]): void {
    const from = cursor.told + 1;
    const to = cursor.told + events.length;
    cursor.told = to;
    cursor.known = Math.max(cursor.known, to);
    // Who listens to nobody's group any more is told nothing.
    if (this.#cursors.get(groupId) === cursor) this.#tell({ groupId, from, to, events });
  }
}
