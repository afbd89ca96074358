import type { GroupRowView, NoticeView } from "@/lib/groups/contract";
import type { GroupEventView, GroupFrame, MessageView } from "@/lib/messages/contract";
import type { HelloView, LeftHint } from "@/lib/realtime/contract";
import { Connection, type ConnectionState } from "@/lib/realtime/browser/connection";
import { Departures, type GroupDeparture } from "@/lib/realtime/browser/departures";
import { GroupList } from "@/lib/realtime/browser/group-list";
import type { GroupState } from "@/lib/realtime/browser/group-state";
import { OpenGroups } from "@/lib/realtime/browser/open-groups";
import { MessageMoves } from "@/lib/realtime/browser/message-moves";
import { Outbox } from "@/lib/realtime/browser/outbox";
import type { OutboxEntry } from "@/lib/realtime/browser/outbox-entries";
import { defaultOutboxStore, type OutboxStore } from "@/lib/realtime/browser/outbox-store";
import type { PersonDoor, ReadFailure } from "@/lib/errors/browser/read-view";
import { ReadClient } from "@/lib/realtime/browser/read-client";
import { ReadReporter } from "@/lib/realtime/browser/read-reporter";
import { finalRefusals, sendOutcome } from "@/lib/realtime/browser/send-outcome";

export type ConversationOptions = {
  door: PersonDoor;
  /** The server's origin; empty for the page's own. */
  baseUrl: string;
  /** My person id. */
  me: string;
  /** The conversation list as the server rendered it. */
  initialGroups?: readonly GroupRowView[];
  /** Where messages wait; the browser's storage unless given. */
  outboxStore?: OutboxStore;
  fetch?: typeof globalThis.fetch;
  /** Outside of a browser: the cookie and the origin. */
  extraHeaders?: Readonly<Record<string, string>>;
};

/** An acknowledged message that its group's log has not told by now is asked for. */
const LOG_SILENCE = 1_000;

/**
 * A page's view of its conversations: the list, what is loaded of each, what is on its way, and the connection that keeps
 * all of it true. Free of any framework; snapshots never change in place and stay the same object until they differ.
 */
export class ConversationClient {
  readonly #me: string;
  readonly #connection: Connection;
  readonly #list: GroupList;
  readonly #groups: OpenGroups;
  readonly #outbox: Outbox;
  readonly #reads: ReadReporter;
  /** What is done to messages that were sent. */
  readonly moves: MessageMoves;
  readonly #listeners = new Set<() => void>();
  readonly #membershipListeners = new Set<() => void>();
  readonly #departures = new Departures();
  readonly #noticeListeners = new Set<(groupId: string, notice: NoticeView) => void>();
  #loading: Promise<void> | undefined;
  #wasLive = false;
  #isVisible = true;

  constructor(options: ConversationOptions) {
    const { door, baseUrl, me, initialGroups = [], extraHeaders = {} } = options;
    // A browser's fetch must be called as the window's own.
    const ask = options.fetch ?? ((...call: Parameters<typeof fetch>) => globalThis.fetch(...call));
    const reads = new ReadClient({ door, baseUrl, fetch: ask, headers: extraHeaders });
    const owner = `${door.kind === "employee" ? door.appId : door.kind}:${me}`;
    this.#me = me;
    this.#list = new GroupList({
      me,
      pinMain: door.kind === "employee",
      rows: initialGroups,
      fetchRows: () => this.#orSignedOut(reads.groups()),
      isLive: () => this.#isLive(),
      stateOf: (groupId) => this.#groups.state(groupId),
      onChange: () => this.#changed(),
    });
    this.#groups = new OpenGroups({
      me,
      reads,
      isLive: () => this.#isLive(),
      reading: (groupId) => this.#list.row(groupId) ?? { readSequence: 0, unread: 0 },
      onChange: () => this.#changed(),
      onApplied: (groupId, messages, sequence) => this.#arrived(groupId, messages, sequence),
      onFailure: (groupId, failure) => this.#readFailed(groupId, failure),
    });
    this.#outbox = new Outbox({
      store: options.outboxStore ?? defaultOutboxStore(owner),
      send: (entry) => this.#send(entry),
      onChange: (groupId) => this.#groups.update(groupId, { outgoing: this.#outbox.outgoing(groupId) }),
      onSent: (groupId, sequence) => this.#sent(groupId, sequence),
    });
    this.#reads = new ReadReporter(async (groupId, sequence) => {
      const answer = await this.#connection.markRead({ groupId, sequence });
      return answer !== null && (answer.ok || finalRefusals.has(answer.error.code));
    });
    this.#connection = new Connection({
      baseUrl,
      auth: {
        ...(door.kind === "employee" ? { door: "employee", appId: door.appId } : { door: "staff" }),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      headers: extraHeaders,
      onState: (state) => this.#connectionBecame(state),
      onHello: (hello) => this.#hello(hello),
      onFrame: (frame) => this.#frame(frame),
      onRead: ({ groupId, sequence }) => this.#haveRead(groupId, sequence),
      onJoined: ({ groupId }) => {
        this.#departures.forget(groupId);
        this.#list.refresh();
        this.#membershipChanged();
      },
      onLeft: ({ groupId, via }) => this.#left(groupId, via),
    });
    this.moves = new MessageMoves(this.#connection, (groupId, sequence) => this.#sent(groupId, sequence));
  }

  /** Connects, and stays connected until `stop` or the end of the session. */
  start(): void {
    // A store that cannot be read has nothing to show; what is written from now on still goes out.
    this.#loading ??= this.#outbox.load().catch(() => undefined);
    this.#connection.start();
  }

  /** Disconnects; what is on its way is kept for the next start. */
  stop(): void {
    this.#outbox.goOffline();
    this.#reads.stop();
    this.#connection.stop();
  }

  /** Calls `listener` after every change. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` with every system line that arrives, in whatever group. Returns how to stop. */
  onNotice(listener: (groupId: string, notice: NoticeView) => void): () => void {
    this.#noticeListeners.add(listener);
    return () => this.#noticeListeners.delete(listener);
  }

  /** Calls `listener` when I joined or left a group, or have another role in one: other things are mine to see. Returns how to stop. */
  onMembership(listener: () => void): () => void {
    this.#membershipListeners.add(listener);
    return () => this.#membershipListeners.delete(listener);
  }

  /** The group with this id as it was when I ceased to be in it, while this page was open; null for any other. */
  getDeparture(groupId: string): GroupDeparture | null {
    return this.#departures.of(groupId);
  }

  getConnection(): ConnectionState {
    return this.#connection.state;
  }

  /** The conversation list in its order. */
  getGroups(): readonly GroupRowView[] {
    return this.#list.rows();
  }

  /** One conversation as far as it is loaded. */
  getGroup(groupId: string): GroupState {
    return this.#groups.state(groupId);
  }

  /** Loads a conversation: around one message, else at the first unread or the newest. */
  async open(groupId: string, { around }: { around?: string } = {}): Promise<void> {
    await this.#groups.open(groupId, around);
  }

  async loadBefore(groupId: string): Promise<void> {
    await this.#groups.loadBefore(groupId);
  }

  async loadAfter(groupId: string): Promise<void> {
    await this.#groups.loadAfter(groupId);
  }

  /** Takes a message: shown at once, stored, and sent as soon as it can be. */
  async send(...message: Parameters<Outbox["add"]>): Promise<void> {
    await this.#outbox.add(...message);
  }

  async retry(groupId: string, clientId: string): Promise<void> {
    await this.#outbox.retry(groupId, clientId);
  }

  async discard(groupId: string, clientId: string): Promise<void> {
    await this.#outbox.discard(groupId, clientId);
  }

  /** I have seen the conversation up to here; a page nobody looks at reads nothing. */
  markRead(groupId: string, sequence: number): void {
    if (!this.#isVisible || sequence <= (this.#list.row(groupId)?.readSequence ?? 0)) return;
    this.#haveRead(groupId, sequence);
    this.#reads.add(groupId, sequence);
  }

  /** Whether somebody looks at the page. */
  setVisible(isVisible: boolean): void {
    if (isVisible && !this.#isVisible) this.#connection.hurry();
    this.#isVisible = isVisible;
  }

  #hello({ groups }: HelloView): void {
    const mine = new Set(groups.map(({ groupId }) => groupId));
    const gone = this.#list.rows().filter(({ id }) => !mine.has(id));
    for (const { id, name } of gone) this.#departures.note(id, name, null);
    for (const groupId of mine) this.#departures.forget(groupId);
    this.#list.connected(groups);
    this.#groups.connected(groups, this.#wasLive);
    this.#wasLive = true;
    this.#reads.flushSoon();
    if (gone.length > 0) this.#membershipChanged();
    void this.#sendWhatWaits();
  }

  async #sendWhatWaits(): Promise<void> {
    await this.#loading;
    if (this.#isLive()) this.#outbox.goOnline();
  }

  #isLive(): boolean {
    return this.#connection.state === "live";
  }

  #connectionBecame(state: ConnectionState): void {
    if (state !== "live") this.#outbox.goOffline();
    this.#changed();
  }

  #frame(frame: GroupFrame): void {
    this.#groups.frame(frame);
    this.#list.frame(frame);
    const messages = frame.events.flatMap((event) =>
      event.type === "message.created" ? [event.message] : [],
    );
    this.#arrived(frame.groupId, messages, frame.to);
    for (const { notice } of messages)
      if (notice) for (const listener of this.#noticeListeners) listener(frame.groupId, notice);
    const changesMe = (event: GroupEventView) =>
      event.type === "member.changed" && event.member.personId === this.#me;
    if (frame.events.some(changesMe)) this.#membershipChanged();
  }

  /** The log holds these messages, and all of it up to this number is known here. */
  #arrived(groupId: string, messages: readonly MessageView[], sequence: number): void {
    const mine = messages.filter(({ senderId }) => senderId === this.#me);
    this.#outbox.arrived(groupId, new Set(mine.map(({ clientId }) => clientId)), sequence);
  }

  #haveRead(groupId: string, sequence: number): void {
    this.#list.read(groupId, sequence);
    const { readSequence } = this.#groups.state(groupId);
    if (sequence > readSequence) this.#groups.update(groupId, { readSequence: sequence });
  }

  #left(groupId: string, via: LeftHint["via"]): void {
    this.#departures.note(groupId, this.#list.row(groupId)?.name, via);
    this.#list.forget(groupId);
    this.#groups.forget(groupId);
    // What I wrote is mine, sent or not.
    const outgoing = this.#outbox.outgoing(groupId);
    if (outgoing.length > 0) this.#groups.update(groupId, { outgoing });
    this.#membershipChanged();
  }

  #membershipChanged(): void {
    for (const listener of this.#membershipListeners) listener();
  }

  async #send({ groupId, clientId, body, attachments, replyToId }: OutboxEntry) {
    const attachmentIds = attachments?.map(({ id }) => id);
    const answer = await this.#connection.send({ groupId, clientId, body, attachmentIds, replyToId });
    return sendOutcome(answer, this.#isLive());
  }

  /** The server has my message; usually its frame has come already. */
  #sent(groupId: string, sequence: number): void {
    const live = this.#groups.liveSequence(groupId);
    if (live === null || live >= sequence) this.#outbox.arrived(groupId, new Set(), sequence);
    else setTimeout(() => this.#groups.reaches(groupId, sequence), LOG_SILENCE);
  }

  #readFailed(groupId: string, { code, reason }: ReadFailure): void {
    if (code === "UNAUTHENTICATED") this.#connection.signedOut();
    if (reason === "groups.no_such_group") this.#left(groupId, null);
  }

  async #orSignedOut<T>(reading: Promise<T>): Promise<T> {
    return reading.catch((thrown: unknown) => {
      if ((thrown as Partial<ReadFailure>).code === "UNAUTHENTICATED") this.#connection.signedOut();
      throw thrown;
    });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
