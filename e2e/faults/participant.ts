import { ConversationClient } from "@/lib/realtime/browser/conversation-client";
import { memoryOutboxStore } from "@/lib/realtime/browser/outbox-store";
import type { SignedIn, Stage } from "./stage";

/** What somebody has typed, in the order in which they did. */
export type Typed = { groupId: string; senderId: string; body: string };

/** Somebody at a browser's page with their conversations open. The client is the page's own code; only its store is in memory. */
export class Participant {
  readonly who: SignedIn;
  readonly personId: string;
  readonly groupIds: readonly string[];
  readonly typed: Typed[] = [];
  /** Outlives the page, as the browser's storage does. */
  readonly store = memoryOutboxStore();
  readonly #stage: Stage;
  readonly #url: string;
  readonly #reads: boolean;
  client: ConversationClient;

  /** `reads`: whether they look at what arrives; `url`: of the server they use, the world's unless given. */
  constructor(
    stage: Stage,
    who: SignedIn,
    groupIds: readonly string[],
    { reads, url }: { reads: boolean; url?: string },
  ) {
    this.#url = url ?? stage.world.appUrl;
    this.#stage = stage;
    this.who = who;
    this.personId = who.actor.personId;
    this.groupIds = groupIds;
    this.#reads = reads;
    this.client = this.#openPage();
  }

  get reads(): boolean {
    return this.#reads;
  }

  /** Types a message; resolves when the page has stored it. */
  async say(groupId: string, body: string): Promise<void> {
    this.typed.push({ groupId, senderId: this.personId, body });
    await this.client.send(groupId, body);
  }

  /** Reloads the page: its memory is gone, what waits is not. Answers the old page. */
  reload(): ConversationClient {
    const old = this.client;
    old.stop();
    this.client = this.#openPage();
    return old;
  }

  #openPage(): ConversationClient {
    const { actor, cookie } = this.who;
    const { world, appId } = this.#stage;
    const client = new ConversationClient({
      door: actor.kind === "employee" ? { kind: "employee", appId } : { kind: "staff" },
      baseUrl: this.#url,
      me: this.personId,
      outboxStore: this.store,
      extraHeaders: { cookie, origin: world.appUrl },
    });
    if (this.#reads) client.subscribe(() => this.#readEverything(client));
    client.start();
    for (const groupId of this.groupIds) void client.open(groupId);
    return client;
  }

  #readEverything(client: ConversationClient): void {
    for (const { id } of client.getGroups()) {
      const last = client.getGroup(id).messages.at(-1);
      if (last !== undefined) client.markRead(id, last.sequence);
    }
  }
}
