import type { PersonActor } from "@/lib/actor/actor";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { ConversationClient, type ConversationOptions } from "@/lib/realtime/browser/conversation-client";
import { headersOf, startConversationServer, until } from "@/lib/testing/conversation-server";
import type { Customer } from "@/lib/testing/conversation-world";

/** The browser's side of conversations against a server that can be restarted. */
export class TestClients {
  readonly #running: ConversationClient[] = [];
  #server: Awaited<ReturnType<typeof startConversationServer>> | undefined;

  async startServer(): Promise<void> {
    this.#server = await startConversationServer(this.#server?.port);
  }

  async stopServer(): Promise<void> {
    await this.#server?.stop();
  }

  /** Closes every page. */
  stop(): void {
    for (const client of this.#running.splice(0)) client.stop();
  }

  /** A page of this person that is not connected yet. */
  async page(
    actor: PersonActor,
    customer: Customer,
    change: Partial<ConversationOptions> = {},
  ): Promise<ConversationClient> {
    const client = new ConversationClient({
      door: actor.kind === "employee" ? { kind: "employee", appId: customer.appId } : { kind: "staff" },
      baseUrl: this.#server?.url ?? "",
      me: actor.personId,
      extraHeaders: await headersOf(actor, customer.appId),
      ...change,
    });
    this.#running.push(client);
    return client;
  }

  /** A page of this person that is connected and shows its list. */
  async livePage(
    actor: PersonActor,
    customer: Customer,
    change: Partial<ConversationOptions> = {},
  ): Promise<ConversationClient> {
    const client = await this.page(actor, customer, change);
    client.start();
    await until(() => client.getConnection() === "live" && client.getGroups().length > 0);
    return client;
  }
}

/** The texts a page shows of a group. */
export function bodiesIn(client: ConversationClient, groupId: string): string[] {
  return client.getGroup(groupId).messages.map(({ body }) => body);
}

/** A page's row of the conversation list. */
export function rowOf(client: ConversationClient, groupId: string) {
  return client.getGroups().find(({ id }) => id === groupId);
}

/** A message from somebody whose page does not matter. */
export async function say(actor: PersonActor, groupId: string, body: string) {
  return sendMessage(actor, { groupId, clientId: crypto.randomUUID(), body });
}
