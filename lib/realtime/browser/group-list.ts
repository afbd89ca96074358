import { compareGroupRows, type GroupRowView } from "@/lib/groups/contract";
import type { GroupFrame } from "@/lib/messages/contract";
import { rowAfterFrame, rowAfterRead } from "@/lib/realtime/browser/group-rows";
import type { GroupState } from "@/lib/realtime/browser/group-state";

type GroupListOptions = {
  me: string;
  /** An employee's service main group stands first. */
  pinMain: boolean;
  rows: readonly GroupRowView[];
  fetchRows: () => Promise<GroupRowView[]>;
  /** Whether asking again after a failure makes sense; the next connection asks anyway. */
  isLive: () => boolean;
  /** The conversation as far as it is loaded: what is unread there can be counted. */
  stateOf: (groupId: string) => GroupState;
  onChange: () => void;
};

const REFRESH_PAUSE = 500;

/** The conversation list: kept in step by frames and read positions, and asked for again where these do not suffice. */
export class GroupList {
  readonly #options: GroupListOptions;
  #rows: readonly GroupRowView[];
  /** Frames since the list was asked for: the answer may be older than they are. */
  #since: GroupFrame[] = [];
  /** Groups I left since the list was asked for: the answer may still have them. */
  readonly #gone = new Set<string>();
  #refreshing: "no" | "asking" | "pausing" = "no";
  /** The list is owed another question: it changed while it was asked for, or the question failed. */
  #isStale = false;

  constructor(options: GroupListOptions) {
    this.#options = options;
    this.#rows = options.rows;
  }

  rows(): readonly GroupRowView[] {
    return this.#rows;
  }

  row(groupId: string): GroupRowView | undefined {
    return this.#rows.find(({ id }) => id === groupId);
  }

  /** A stretch of a group's log was pushed. */
  frame(frame: GroupFrame): void {
    if (this.#refreshing === "asking") this.#since.push(frame);
    this.#applyFrame(frame);
  }

  /** The groups I am in now, by a new connection: those that are gone are dropped, and if anything was missed it is asked for. */
  connected(ends: readonly { groupId: string; sequence: number }[]): void {
    const ids = new Set(ends.map(({ groupId }) => groupId));
    for (const { id } of this.#rows) if (!ids.has(id)) this.forget(id);
    const isKnown = ends.every(({ groupId, sequence }) => (this.row(groupId)?.sequence ?? -1) >= sequence);
    if (!isKnown || this.#isStale) this.refresh();
  }

  /** How far I have read, here or in another tab. */
  read(groupId: string, sequence: number): void {
    const { me, stateOf } = this.#options;
    const row = this.row(groupId);
    if (row === undefined) return;
    const next = rowAfterRead(row, sequence, me, stateOf(groupId));
    if (next === null) {
      this.#replace({ ...row, readSequence: sequence });
      this.refresh();
    } else if (next !== row) this.#replace(next);
  }

  /** I am no longer in this group. */
  forget(groupId: string): void {
    if (this.#refreshing === "asking") this.#gone.add(groupId);
    this.#set(this.#rows.filter(({ id }) => id !== groupId));
  }

  /** Asks for the list again, soon and not too often. */
  refresh(): void {
    if (this.#refreshing === "no") void this.#refresh();
    else this.#isStale = true;
  }

  async #refresh(): Promise<void> {
    this.#refreshing = "asking";
    this.#isStale = false;
    this.#since = [];
    this.#gone.clear();
    try {
      const rows = await this.#options.fetchRows();
      this.#set(rows.filter(({ id }) => !this.#gone.has(id)).map((row) => this.#withOwnReading(row)));
      for (const frame of this.#since.splice(0)) this.#applyFrame(frame);
    } catch {
      this.#isStale = true;
    }
    this.#refreshing = "pausing";
    setTimeout(() => {
      this.#refreshing = "no";
      if (this.#isStale && this.#options.isLive()) this.refresh();
    }, REFRESH_PAUSE);
  }

  /** What I read here may be on its way to the server. */
  #withOwnReading(row: GroupRowView): GroupRowView {
    const { me, stateOf } = this.#options;
    const readSequence = this.row(row.id)?.readSequence ?? 0;
    return rowAfterRead(row, readSequence, me, stateOf(row.id)) ?? { ...row, readSequence };
  }

  #applyFrame(frame: GroupFrame): void {
    const row = this.row(frame.groupId);
    const names = this.#names(frame.groupId);
    const next = row && rowAfterFrame(row, frame, this.#options.me, names.of);
    if (next && next !== row) this.#replace(next);
    if (!next || names.isMissing()) this.refresh();
  }

  /** Names as far as this page knows them, and whether one was missing. */
  #names(groupId: string) {
    const { members } = this.#options.stateOf(groupId);
    let isMissing = false;
    const of = (personId: string): string | undefined => {
      const name =
        members.get(personId)?.name ??
        this.#rows.find((row) => row.lastMessage?.senderId === personId)?.lastMessage?.senderName ??
        undefined;
      isMissing ||= name === undefined;
      return name;
    };
    return { of, isMissing: () => isMissing };
  }

  #replace(next: GroupRowView): void {
    this.#set(this.#rows.map((row) => (row.id === next.id ? next : row)));
  }

  #set(rows: readonly GroupRowView[]): void {
    this.#rows = rows.toSorted((a, b) => compareGroupRows(a, b, this.#options.pinMain));
    this.#options.onChange();
  }
}
