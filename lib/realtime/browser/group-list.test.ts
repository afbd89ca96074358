import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GroupRowView } from "@/lib/groups/contract";
import { GroupList } from "@/lib/realtime/browser/group-list";
import { emptyGroup } from "@/lib/realtime/browser/group-state";

const ME = "me";

const aRow = (id: string, sequence = 1): GroupRowView => ({
  id,
  kind: "ticket",
  name: id,
  organizationName: "Acme",
  archived: false,
  plan: { validFrom: "2026-01-01T00:00:00Z", validTo: "2036-01-01T00:00:00Z" },
  memberCount: 2,
  sequence,
  readSequence: 0,
  unread: 0,
  mentionsMe: false,
  reader: null,
  lastMessage: null,
});

/** A list whose questions the test answers one by one. */
function aList(...ids: string[]) {
  const asked: PromiseWithResolvers<GroupRowView[]>[] = [];
  const connection = { isLive: true };
  const list = new GroupList({
    me: ME,
    pinMain: false,
    rows: ids.map((id) => aRow(id)),
    fetchRows: () => {
      const question = Promise.withResolvers<GroupRowView[]>();
      asked.push(question);
      return question.promise;
    },
    isLive: () => connection.isLive,
    stateOf: () => emptyGroup,
    onChange: () => undefined,
  });
  const answer = async (rows: GroupRowView[]) => {
    asked.at(-1)?.resolve(rows);
    await vi.advanceTimersByTimeAsync(0);
  };
  const fail = async () => {
    asked.at(-1)?.reject(new Error("unreachable"));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { list, asked, connection, answer, fail, ids: () => list.rows().map(({ id }) => id) };
}

const pause = () => vi.advanceTimersByTimeAsync(600);
const end = (groupId: string, sequence = 1) => ({ groupId, sequence });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a list that could not be asked for", () => {
  it("is asked for again while connected", async () => {
    const { list, asked, fail, answer, ids } = aList("a");
    list.refresh();
    await fail();
    await pause();

    expect(asked).toHaveLength(2);
    await answer([aRow("a"), aRow("b")]);
    await pause();
    expect(ids()).toEqual(["a", "b"]);
    expect(asked).toHaveLength(2);
  });

  it("is not asked for without a connection, but by the next one, also if its numbers are known", async () => {
    const { list, asked, connection, fail } = aList("a");
    list.refresh();
    connection.isLive = false;
    await fail();
    await pause();
    expect(asked).toHaveLength(1);

    connection.isLive = true;
    list.connected([end("a")]);

    expect(asked).toHaveLength(2);
  });

  it("keeps a refresh that was owed when the connection ended", async () => {
    const { list, asked, connection, fail } = aList("a");
    list.refresh();
    list.refresh();
    connection.isLive = false;
    await fail();
    connection.isLive = true;
    list.connected([end("a")]);
    await pause();

    expect(asked).toHaveLength(2);
  });
});

describe("a group left while the list is asked for", () => {
  it("does not come back with the older answer", async () => {
    const { list, answer, ids } = aList("a", "b");
    list.refresh();
    list.forget("b");
    await answer([aRow("a"), aRow("b")]);

    expect(ids()).toEqual(["a"]);
  });

  it("does not come back when a new connection said so", async () => {
    const { list, answer, ids } = aList("a", "b");
    list.refresh();
    list.connected([end("a")]);
    await answer([aRow("a"), aRow("b")]);

    expect(ids()).toEqual(["a"]);
  });

  it("comes back when I am in it again", async () => {
    const { list, answer, ids } = aList("a", "b");
    list.refresh();
    list.forget("b");
    list.refresh();
    await answer([aRow("a"), aRow("b")]);
    await pause();
    await answer([aRow("a"), aRow("b")]);

    expect(ids()).toEqual(["a", "b"]);
  });
});
