import type { Refusal } from "@/lib/errors/result";
import type { GroupRowView, MemberView } from "@/lib/groups/contract";
import type { CatchUpView, MessagePageView } from "@/lib/messages/contract";

/** Through which door a page talks to the server. */
export type ConversationDoor = { kind: "employee"; appId: string } | { kind: "staff" };

/** A question the server did not answer; `code` is null when it was not reached. */
export class ReadFailure extends Error {
  override readonly name = "ReadFailure";
  readonly code: Refusal["code"] | null;
  readonly reason: string;

  constructor(code: Refusal["code"] | null, reason: string) {
    super(reason);
    this.code = code;
    this.reason = reason;
  }
}

export type ReadOptions = {
  door: ConversationDoor;
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
    const path = door.kind === "staff" ? "desk" : `feishu/${encodeURIComponent(door.appId)}`;
    this.#root = `${baseUrl}/api/${path}/groups`;
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
    const { fetch, headers } = this.#options;
    const response = await fetch(this.#root + path, { headers, cache: "no-store" }).catch(unreachable);
    // The views are the contract's; both ends come from one build, and an old tab reloads. A connection may end within one.
    if (response.ok) return response.json().catch(unreachable) as Promise<View>;
    const answer = (await response.json().catch(() => ({}))) as { error?: Refusal };
    throw new ReadFailure(answer.error?.code ?? "INTERNAL", answer.error?.reason ?? "common.internal");
  }
}

function unreachable(): never {
  throw new ReadFailure(null, "common.unreachable");
}
