import type { GroupRowView, MemberView } from "@/lib/groups/contract";
import { type PersonDoor, readView, routesOf } from "@/lib/errors/browser/read-view";
import type { CatchUpView, MessagePageView } from "@/lib/messages/contract";

export type ReadOptions = {
  door: PersonDoor;
  /** The server's origin; empty for the page's own. */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  headers: Readonly<Record<string, string>>;
};

export type PageBounds = { before?: number; after?: number; around?: string; limit?: number };

/** Reads groups, history and events by HTTP. */
export class ReadClient {
  readonly #root: string;
  readonly #options: ReadOptions;

  constructor(options: ReadOptions) {
    const { door, baseUrl } = options;
    this.#root = `${baseUrl}${routesOf(door)}/groups`;
    this.#options = options;
  }

  async groups(): Promise<GroupRowView[]> {
    return this.#get<GroupRowView[]>("");
  }

  async members(groupId: string): Promise<MemberView[]> {
    return this.#get<MemberView[]>(`/${groupId}/members`);
  }

  async messages(groupId: string, bounds: PageBounds): Promise<MessagePageView> {
    const query = Object.entries(bounds).map(([name, value]) => [name, String(value)]);
    return this.#get<MessagePageView>(`/${groupId}/messages?${new URLSearchParams(query).toString()}`);
  }

  async events(groupId: string, after: number): Promise<CatchUpView> {
    return this.#get<CatchUpView>(`/${groupId}/events?after=${after}`);
  }

  async #get<View>(path: string): Promise<View> {
    return readView<View>(this.#root + path, this.#options);
  }
}
