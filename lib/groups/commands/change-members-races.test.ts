import { describe, expect, it } from "vitest";
import { isWithoutHoles, logOf } from "@/lib/testing/conversation-world";
import { aFullGroup, changes, row, rowsOf } from "@/lib/testing/member-world";

describe("at the same time", () => {
  const settled = async (...attempts: Promise<unknown>[]) =>
    (await Promise.allSettled(attempts)).map((outcome) =>
      outcome.status === "fulfilled" ? "done" : (outcome.reason as Error).message,
    );

  it("two owners leave: one stays", async () => {
    for (let round = 0; round < 2; round += 1) {
      const group = await aFullGroup();
      await changes.makeOwner(group, "owner", "colleague");

      const outcomes = await settled(changes.leave(group, "owner"), changes.leave(group, "colleague"));

      expect(outcomes.toSorted()).toEqual(["CONFLICT groups.last_owner", "done"]);
      const owners = (await rowsOf(group.groupId)).filter(({ role, leftAt }) => role === "owner" && !leftAt);
      expect(owners).toHaveLength(1);
      expect(await isWithoutHoles(group.groupId)).toBe(true);
    }
  });

  it("two owners make each other members: one stays", async () => {
    const group = await aFullGroup();
    await changes.makeOwner(group, "owner", "colleague");

    await settled(
      changes.makeMember(group, "owner", "colleague"),
      changes.makeMember(group, "colleague", "owner"),
    );

    expect((await rowsOf(group.groupId)).filter(({ role }) => role === "owner")).toHaveLength(1);
  });

  it("somebody leaves and is removed: it ends once", async () => {
    for (let round = 0; round < 2; round += 1) {
      const group = await aFullGroup();
      const { groupId, colleague } = group;
      const before = (await logOf(groupId)).length;

      const outcomes = await settled(
        changes.leave(group, "colleague"),
        changes.remove(group, "owner", "colleague"),
      );

      const { leftVia } = await row(groupId, colleague);
      expect(outcomes).toEqual(
        leftVia === "left" ? ["done", "done"] : ["NOT_FOUND groups.no_such_group", "done"],
      );
      expect(await logOf(groupId)).toHaveLength(before + 1);
    }
  });

  it("somebody is appointed and removed: nobody who is gone is owner of anything", async () => {
    const group = await aFullGroup();

    const outcomes = await settled(
      changes.makeOwner(group, "owner", "colleague"),
      changes.remove(group, "owner", "colleague"),
    );

    expect(outcomes[1]).toBe("done");
    expect(outcomes[0]).toMatch(/done|groups.no_such_member/);
    expect(await row(group.groupId, group.colleague)).toMatchObject({ leftVia: "removed" });
    await expect(changes.leave(group, "owner")).rejects.toThrow("groups.last_owner");
  });
});
