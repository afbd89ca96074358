import { describe, expect, it } from "vitest";
import type { MemberView } from "@/lib/groups/contract";
import type { MessagePageView } from "@/lib/messages/contract";
import { OpenGroups } from "@/lib/realtime/browser/open-groups";
import { ReadClient } from "@/lib/realtime/browser/read-client";

const member: MemberView = {
  personId: "ann",
  name: "Ann Lee",
  avatarUrl: null,
  side: "customer",
  role: "member",
  present: true,
};
const page: MessagePageView = { messages: [], hasBefore: false, hasAfter: false, sequence: 1 };

/** Conversations of a page that can read all it asks for, unless `isDown`. */
function someGroups() {
  const server = { isDown: false };
  const fetch: typeof globalThis.fetch = (input) => {
    if (server.isDown) return Promise.reject(new TypeError("unreachable"));
    return Promise.resolve(Response.json(new Request(input).url.endsWith("/members") ? [member] : page));
  };
  const reads = new ReadClient({ door: { kind: "staff" }, baseUrl: "http://server", fetch, headers: {} });
  const changed: string[] = [];
  const groups = new OpenGroups({
    me: "me",
    reads,
    isLive: () => false,
    reading: () => ({ readSequence: 0, unread: 0 }),
    onChange: (groupId) => changed.push(groupId),
    onApplied: () => undefined,
    onFailure: () => undefined,
  });
  return { groups, server, changed };
}

const end = (groupId: string) => ({ groupId, sequence: 1 });

describe("a new connection", () => {
  it("drops all that is loaded of a group left meanwhile, and nothing else", async () => {
    const { groups, changed } = someGroups();
    await groups.open("left");
    await groups.open("kept");
    expect(groups.state("left").members.size).toBe(1);
    changed.length = 0;

    groups.connected([end("kept")], true);

    expect(groups.state("left")).toMatchObject({ loaded: false, members: new Map(), messages: [] });
    expect(groups.state("kept")).toMatchObject({ loaded: true, members: new Map([["ann", member]]) });
    expect(changed).toEqual(["left"]);
  });

  it("asks again for what it could not load, also of a group that it was not told of yet", async () => {
    const { groups, server } = someGroups();
    server.isDown = true;
    await groups.open("new");
    expect(groups.state("new").loaded).toBe(false);
    server.isDown = false;

    groups.connected([], false);

    await expect.poll(() => groups.state("new").loaded).toBe(true);
  });
});
