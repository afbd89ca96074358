import { UNREAD_LIMIT } from "@/lib/groups/contract";
import type { CatchUpView, GroupFrame, MessagePageView, MessageView } from "@/lib/messages/contract";
import { applyFrame } from "@/lib/realtime/browser/apply-frame";
import {
  type CaughtUp,
  emptyGroup,
  type GroupState,
  isForMe,
  withNewer,
  withOlder,
  withPage,
} from "@/lib/realtime/browser/group-state";
import { type Opened, unopened } from "@/lib/realtime/browser/opened-group";
import { ReadFailure } from "@/lib/errors/browser/read-view";
import type { PageBounds, ReadClient } from "@/lib/realtime/browser/read-client";

type OpenGroupsOptions = {
  me: string;
  reads: ReadClient;
  /** Whether asking again after a failure makes sense; the next connection asks anyway. */
  isLive: () => boolean;
  /** How far I have read, and how much is unread, by the conversation list. */
  reading: (groupId: string) => { readSequence: number; unread: number };
  onChange: (groupId: string) => void;
  /** Called when messages were found in the log, and up to where it is applied now. */
  onApplied: (groupId: string, messages: readonly MessageView[], sequence: number) => void;
  onFailure: (groupId: string, failure: ReadFailure) => void;
};

const PAGE = 50;
/** Read messages above the first unread one, so that it does not stand alone. */
const CONTEXT = 20;
const RETRY_AFTER = 1_000;

/** The conversations this page has loaded, each kept in step with its log. */
export class OpenGroups {
  readonly #options: OpenGroupsOptions;
  readonly #groups = new Map<string, Opened>();
  /** Counts connections: answers to questions of an earlier one are dropped. */
  #cycle = 0;

  constructor(options: OpenGroupsOptions) {
    this.#options = options;
  }

  state(groupId: string): GroupState {
    return this.#groups.get(groupId)?.state ?? emptyGroup;
  }

  /** The log's number up to which this conversation is complete, or null where it is not loaded or looks at the past. */
  liveSequence(groupId: string): number | null {
    const group = this.#groups.get(groupId);
    return group?.state.loaded && !group.state.hasAfter ? group.sequence : null;
  }

  /** Loads a conversation: around one message, else at the first unread or the newest. One that is loaded already is left. */
  async open(groupId: string, around?: string): Promise<void> {
    const group = this.#group(groupId);
    const hasIt =
      around === undefined ? !group.state.hasAfter : group.state.messages.some(({ id }) => id === around);
    if (group.state.loaded && hasIt) return;
    await this.#load(groupId, around === undefined ? this.#newest(groupId, group.state.loaded) : { around });
  }

  async loadBefore(groupId: string): Promise<void> {
    const group = this.#group(groupId);
    const first = group.state.messages[0]?.sequence;
    const { loaded, hasBefore, loadingBefore } = group.state;
    if (!loaded || !hasBefore || loadingBefore || first === undefined) return;
    this.#set(groupId, { ...group.state, loadingBefore: true });
    const page = await this.#ask(groupId, group.opening, () =>
      this.#options.reads.messages(groupId, { before: first, limit: PAGE }),
    );
    const current = this.#group(groupId);
    // What changed in this page since it was read passed by before it was here: the log is asked for it once more.
    if (page !== null) current.sequence = Math.min(current.sequence, page.sequence);
    this.#set(groupId, withOlder(current.state, page));
    this.#followUp(groupId);
  }

  async loadAfter(groupId: string): Promise<void> {
    const group = this.#group(groupId);
    const last = group.state.messages.at(-1)?.sequence;
    if (!group.state.loaded || !group.state.hasAfter || last === undefined) return;
    const page = await this.#ask(groupId, group.opening, () =>
      this.#options.reads.messages(groupId, { after: last, limit: PAGE }),
    );
    if (page === null) return;
    const current = this.#group(groupId);
    // What happened since this page was read, to its messages and behind it, is asked for.
    current.sequence = Math.min(current.sequence, page.sequence);
    this.#set(groupId, withNewer(current.state, page));
    this.#followUp(groupId);
  }

  /** A stretch of the log was pushed. */
  frame(frame: GroupFrame): void {
    const group = this.#groups.get(frame.groupId);
    if (group === undefined) return;
    group.known = Math.max(group.known, frame.to);
    if (group.state.loaded && this.#apply(group, frame) === null) this.#followUp(frame.groupId);
  }

  /**
   * A new connection to the groups I am in now: those I left meanwhile are dropped, what was asked on an earlier connection
   * no longer counts, what failed is asked again.
   */
  connected(ends: readonly { groupId: string; sequence: number }[], isAgain: boolean): void {
    this.#cycle += 1;
    const ids = new Set(ends.map(({ groupId }) => groupId));
    for (const [groupId, group] of this.#groups) {
      if (ids.has(groupId)) continue;
      if (group.state.loaded) this.forget(groupId);
      // Perhaps joined a moment ago: the server knows.
      else if (group.wanted !== null) void this.#load(groupId, group.wanted);
    }
    for (const { groupId, sequence } of ends) {
      const group = this.#groups.get(groupId);
      if (group === undefined) continue;
      group.isCatchingUp = false;
      if (group.wanted !== null) void this.#load(groupId, group.wanted);
      this.reaches(groupId, sequence, isAgain);
    }
  }

  /** The log is known to reach this far. */
  reaches(groupId: string, sequence: number, isGap = false): void {
    const group = this.#groups.get(groupId);
    if (group === undefined) return;
    group.known = Math.max(group.known, sequence);
    this.#followUp(groupId, isGap);
  }

  /** Shows what this page knows besides the log: what is on its way, how far I have read. */
  update(groupId: string, change: Partial<Pick<GroupState, "outgoing" | "readSequence">>): void {
    const group = this.#groups.get(groupId);
    if (group === undefined && change.outgoing === undefined) return;
    this.#set(groupId, { ...this.#group(groupId).state, ...change });
  }

  /** I am no longer in this group: nothing of it stays. */
  forget(groupId: string): void {
    if (this.#groups.delete(groupId)) this.#options.onChange(groupId);
  }

  #group(groupId: string): Opened {
    const known = this.#groups.get(groupId);
    if (known !== undefined) return known;
    const group = unopened();
    this.#groups.set(groupId, group);
    return group;
  }

  #set(groupId: string, state: GroupState): void {
    this.#group(groupId).state = state;
    this.#options.onChange(groupId);
  }

  #newest(groupId: string, isLoaded: boolean): PageBounds {
    const { unread, readSequence } = this.#options.reading(groupId);
    if (isLoaded || unread + CONTEXT <= PAGE) return { limit: PAGE };
    if (unread + CONTEXT <= UNREAD_LIMIT) return { limit: unread + CONTEXT };
    return { after: Math.max(0, readSequence - CONTEXT), limit: PAGE };
  }

  async #load(groupId: string, bounds: PageBounds): Promise<void> {
    const group = this.#group(groupId);
    group.opening += 1;
    group.wanted = bounds;
    const { opening } = group;
    const { reads } = this.#options;
    const { needsMembers } = group;
    const answer = await this.#ask(groupId, opening, () =>
      Promise.all([reads.messages(groupId, bounds), needsMembers ? reads.members(groupId) : null]),
    );
    if (answer === null || this.#groups.get(groupId) !== group) return;
    const [page, members] = answer;
    group.wanted = null;
    if (members) group.needsMembers = false;
    const { readSequence } = this.#options.reading(groupId);
    const people = members && new Map(members.map((member) => [member.personId, member]));
    this.#show(groupId, page, { readSequence, ...(people && { members: people }) });
  }

  #show(groupId: string, page: MessagePageView, more: Partial<GroupState>): void {
    const group = this.#group(groupId);
    const shown = withPage({ ...group.state, ...more }, page);
    // An older answer than a frame that came meanwhile: the log is asked for the difference.
    group.sequence = shown.sequence;
    group.known = Math.max(group.known, shown.sequence);
    this.#set(groupId, shown.state);
    this.#options.onApplied(groupId, page.messages, page.hasAfter ? 0 : page.sequence);
    this.#followUp(groupId);
  }

  /** An answer, or null if it failed or another opening made it useless. */
  async #ask<T>(groupId: string, opening: number, question: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await question();
      return this.#groups.get(groupId)?.opening === opening ? answer : null;
    } catch (thrown) {
      if (!(thrown instanceof ReadFailure)) throw thrown;
      if (this.#groups.get(groupId)?.opening === opening) this.#failed(groupId, thrown);
      return null;
    }
  }

  #failed(groupId: string, failure: ReadFailure): void {
    const group = this.#group(groupId);
    const { opening, wanted } = group;
    if (failure.reason === "messages.no_such_message") {
      // The newest instead, and a word why.
      void this.#load(groupId, { limit: PAGE }).then(() => this.#tell(groupId, failure.reason));
    } else if (isPassing(failure)) {
      if (wanted !== null) this.#tell(groupId, failure.reason);
      setTimeout(() => {
        if (this.#groups.get(groupId) !== group || group.opening !== opening) return;
        if (!this.#options.isLive()) return;
        if (wanted === null) this.#followUp(groupId);
        else void this.#load(groupId, wanted);
      }, RETRY_AFTER);
    }
    this.#options.onFailure(groupId, failure);
  }

  #tell(groupId: string, problem: string): void {
    this.#set(groupId, { ...this.#group(groupId).state, problem });
  }

  #apply(group: Opened, frame: GroupFrame): CaughtUp | null {
    const effect = applyFrame(group, frame);
    if (effect.kind === "hole") return null;
    if (effect.kind === "known") return { messages: 0, mentions: 0 };
    group.sequence = effect.group.sequence;
    this.#set(frame.groupId, effect.group.state);
    this.#options.onApplied(frame.groupId, effect.messages, group.sequence);
    const { me } = this.#options;
    return {
      messages: effect.messages.filter(({ senderId }) => senderId !== me).length,
      mentions: effect.messages.filter((message) => isForMe(message, me)).length,
    };
  }

  #followUp(groupId: string, isGap = false): void {
    const group = this.#groups.get(groupId);
    if (!group?.state.loaded || group.isCatchingUp || group.sequence >= group.known) return;
    group.isCatchingUp = true;
    void this.#catchUp(groupId, group, isGap);
  }

  /** Asks the log for what is missing, until nothing is. */
  async #catchUp(groupId: string, group: Opened, isGap: boolean): Promise<void> {
    const cycle = this.#cycle;
    const missed: CaughtUp = { messages: 0, mentions: 0 };
    const isCurrent = () => cycle === this.#cycle && this.#groups.get(groupId) === group;
    while (group.sequence < group.known) {
      const after = group.sequence;
      const answer = await this.#ask(groupId, group.opening, () =>
        this.#options.reads.events(groupId, after),
      );
      if (!isCurrent()) return;
      if (answer === null) break;
      if (answer.tooMany) {
        group.isCatchingUp = false;
        group.needsMembers = true;
        await this.#load(groupId, { limit: PAGE });
        missed.messages = Math.max(0, answer.sequence - after);
        break;
      }
      this.#applyAnswer(group, answer, missed);
    }
    group.isCatchingUp = false;
    if (isGap && missed.messages > 0) this.#set(groupId, { ...group.state, caughtUp: missed });
  }

  #applyAnswer(group: Opened, { frame }: CatchUpView, missed: CaughtUp): void {
    // A log that ends before what was announced has nothing more to tell.
    if (frame === null) group.known = group.sequence;
    const caughtUp = frame && this.#apply(group, frame);
    missed.messages += caughtUp?.messages ?? 0;
    missed.mentions += caughtUp?.mentions ?? 0;
  }
}

/** Whether asking again may help. */
function isPassing({ code }: ReadFailure): boolean {
  return code === null || code === "UNAVAILABLE" || code === "RATE_LIMITED" || code === "INTERNAL";
}
