import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/actor/actor";
import { newId } from "@/lib/db/new-id";
import { prisma } from "@/lib/db/prisma";
import { createSavedView } from "@/lib/desk/commands/create-saved-view";
import { deleteSavedView } from "@/lib/desk/commands/delete-saved-view";
import { orderSavedViews } from "@/lib/desk/commands/order-saved-views";
import { renameSavedView } from "@/lib/desk/commands/rename-saved-view";
import { updateSavedView } from "@/lib/desk/commands/update-saved-view";
import { createSavedViewInput, inboxFilter, SAVED_VIEWS_LIMIT } from "@/lib/desk/contract";
import { listSavedViews } from "@/lib/desk/queries/list-saved-views";
import { anEngineer } from "@/lib/testing/conversation-world";

const at = { now: new Date() };
const save = (actor: StaffActor, name: string, filter: object = {}) =>
  createSavedView(actor, createSavedViewInput.parse({ name, filter }), at);
const namesOf = async (actor: StaffActor) => (await listSavedViews(actor)).map(({ name }) => name);
const rowsOf = ({ personId }: StaffActor) =>
  prisma().savedView.findMany({ where: { personId }, orderBy: { id: "asc" } });

describe("saving", () => {
  it("keeps a filter under a name, the newest last, and gives it back", async () => {
    const actor = await anEngineer();
    const filter = { severities: ["s1", "s2"], unread: true, text: "gateway" };
    const made = await save(actor, "  On fire ", filter);
    await save(actor, "Second");
    expect(await listSavedViews(actor)).toMatchObject([
      { id: made.id, name: "On fire", filter: { ...inboxFilter.parse({}), ...filter } },
      { name: "Second" },
    ]);
  });

  it.each([
    ["", "desk.view_name_missing"],
    ["   ", "desk.view_name_missing"],
    ["x".repeat(41), "desk.view_name_too_long"],
    ["a\u0000b", "desk.not_text"],
  ])("takes no name like %j", (name, reason) => {
    const parsed = createSavedViewInput.safeParse({ name, filter: {} });
    expect(parsed.error?.issues.map(({ message }) => message)).toContain(reason);
  });

  it("of two of the same name at once keeps one, whatever the case", async () => {
    const actor = await anEngineer();
    const attempts = await Promise.allSettled(
      ["Mine", "mine", "MINE", "Mine"].map((name) => save(actor, name)),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refusals = attempts.filter((attempt) => attempt.status === "rejected");
    for (const { reason } of refusals)
      expect(reason).toMatchObject({ code: "CONFLICT", reason: "desk.view_name_taken" });
    expect(await rowsOf(actor)).toHaveLength(1);
  });

  it("of many at once keeps no more than there can be, each in a place of its own", async () => {
    const actor = await anEngineer();
    for (let place = 2; place < SAVED_VIEWS_LIMIT; place++) await save(actor, `View ${place}`);
    const late = await Promise.allSettled(["a", "b", "c", "d"].map((name) => save(actor, name)));
    expect(late.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    const refused = late.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "CONFLICT", reason: "desk.too_many_views" } });
    const rows = await rowsOf(actor);
    expect(new Set(rows.map(({ position }) => position)).size).toBe(SAVED_VIEWS_LIMIT);
  });

  it("lets two people have the same name, and neither see the other's", async () => {
    const [one, other] = [await anEngineer(), await anEngineer()];
    await save(one, "Mine", { unread: true });
    await save(other, "Mine", { mentions: true });
    expect((await listSavedViews(one))[0]?.filter).toMatchObject({ unread: true, mentions: false });
    expect((await listSavedViews(other))[0]?.filter).toMatchObject({ unread: false, mentions: true });
  });
});

describe("changing", () => {
  it("renames, replaces the filter, and deletes", async () => {
    const actor = await anEngineer();
    const { id: viewId } = await save(actor, "First");
    await save(actor, "Second");
    expect(await renameSavedView(actor, { viewId, name: "FIRST" }, at)).toMatchObject({ name: "FIRST" });
    await expect(renameSavedView(actor, { viewId, name: "second" }, at)).rejects.toMatchObject({
      reason: "desk.view_name_taken",
    });
    const filter = inboxFilter.parse({ emergencies: true });
    expect(await updateSavedView(actor, { viewId, filter }, at)).toMatchObject({ name: "FIRST", filter });
    await deleteSavedView(actor, { viewId }, at);
    expect(await namesOf(actor)).toEqual(["Second"]);
    await expect(deleteSavedView(actor, { viewId }, at)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("puts them into another order, unless they are others by now", async () => {
    const actor = await anEngineer();
    const ids = [];
    for (const name of ["a", "b", "c"]) ids.push((await save(actor, name)).id);
    await orderSavedViews(actor, { viewIds: ids.toReversed() }, at);
    expect(await namesOf(actor)).toEqual(["c", "b", "a"]);
    const before = await rowsOf(actor);
    const [a = "", b = "", c = ""] = ids;
    for (const viewIds of [[a, b], [a, b, c, newId()], [a, b, newId()], [a, a, b], []])
      await expect(orderSavedViews(actor, { viewIds }, at)).rejects.toMatchObject({
        code: "CONFLICT",
        reason: "desk.views_changed",
      });
    expect(await rowsOf(actor)).toEqual(before);
    await save(actor, "d");
    expect(await namesOf(actor)).toEqual(["c", "b", "a", "d"]);
  });

  it("is nobody else's: to others a view does not exist", async () => {
    const [owner, other] = [await anEngineer(), await anEngineer("Lead", ["duty_lead", "manager"])];
    const { id: viewId } = await save(owner, "Mine");
    const before = await rowsOf(owner);
    const filter = inboxFilter.parse({});
    for (const attempt of [
      () => renameSavedView(other, { viewId, name: "Theirs" }, at),
      () => updateSavedView(other, { viewId, filter }, at),
      () => deleteSavedView(other, { viewId }, at),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND", reason: "desk.no_such_view" });
    await expect(orderSavedViews(other, { viewIds: [viewId] }, at)).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await rowsOf(owner)).toEqual(before);
    expect(await listSavedViews(other)).toEqual([]);
  });
});

it("what an older version wrote is read as far as it is understood", async () => {
  const actor = await anEngineer();
  const { personId } = actor;
  const filters = [
    { severities: ["s1", "s9"], statuses: ["new"], assignee: "my-team", unread: true, colour: "red" },
    ["no", "filter"],
    "text",
    { text: 7, dueWithinHours: -1, accountId: "x" },
  ];
  for (const [position, filter] of filters.entries())
    await prisma().savedView.create({
      data: { id: newId(), personId, name: `Old ${position}`, filter, position, createdAt: new Date() },
    });
  const none = inboxFilter.parse({});
  expect((await listSavedViews(actor)).map(({ filter }) => filter)).toEqual([
    { ...none, statuses: ["new"], unread: true },
    none,
    none,
    none,
  ]);
});
