import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { EmployeeActor } from "@/lib/actor/actor";
import { durations } from "@/lib/config/durations";
import { prisma } from "@/lib/db/prisma";
import { log } from "@/lib/log/logger";
import { deleteExpiredDrafts } from "@/lib/messages/commands/delete-expired-drafts";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { readAttachment } from "@/lib/messages/queries/read-attachment";
import { storage } from "@/lib/storage/storage";
import { aDraft, storedKeys } from "@/lib/testing/attachment-world";
import { aConversation } from "@/lib/testing/conversation-world";

const system = { kind: "system", name: "test" } as const;
const now = new Date();
const aDayAgo = new Date(now.getTime() - durations.attachmentDraft - 1);
let employee: EmployeeActor;
let groupId: string;

beforeAll(async () => {
  ({ employee, groupId } = await aConversation());
});
beforeEach(async () => {
  await prisma().attachment.deleteMany({});
});

const sweep = (signal = new AbortController().signal) =>
  deleteExpiredDrafts(system, { limit: 100, signal }, { now });
const send = (...attachmentIds: string[]) =>
  sendMessage(employee, { groupId, clientId: randomUUID(), body: "x", attachmentIds });
const left = async () => (await prisma().attachment.findMany()).map(({ id }) => id).toSorted();

it("deletes what was uploaded a day ago and not sent, with its bytes, and nothing else", async () => {
  const [old, young, sent] = [
    await aDraft(employee, groupId, { now: aDayAgo }),
    await aDraft(employee, groupId),
    await aDraft(employee, groupId, { now: aDayAgo }),
  ];
  await send(sent.id);
  const before = await storedKeys();

  expect(await sweep()).toBe(1);
  expect(await sweep()).toBe(0);

  expect(await left()).toEqual([young.id, sent.id].toSorted());
  expect(await storedKeys()).toHaveLength(before.length - 1);
  await expect(readAttachment(employee, { attachmentId: old.id })).rejects.toThrow("NOT_FOUND");
  await expect(send(old.id)).rejects.toThrow("INVALID_INPUT messages.no_such_attachment");
});

it("deletes what a crash left of an upload, whether or not there were bytes", async () => {
  const crashed = await aDraft(employee, groupId, { now: aDayAgo });
  const { storageKey } = await prisma().attachment.update({
    where: { id: crashed.id },
    data: { mediaType: "" },
  });
  await storage().remove(storageKey);

  expect(await sweep()).toBe(1);

  expect(await left()).toEqual([]);
});

it("begins again where a crash between the bytes and the row ended it, and tells of the draft to nobody", async () => {
  vi.spyOn(log, "error").mockReturnValue(undefined);
  const draft = await aDraft(employee, groupId, { now: aDayAgo });
  const remove = vi.spyOn(storage(), "remove").mockRejectedValueOnce(new Error("store is away"));

  expect(await sweep()).toBe(0);
  expect(await left()).toEqual([draft.id]);
  await expect(readAttachment(employee, { attachmentId: draft.id })).rejects.toThrow("NOT_FOUND");
  await expect(send(draft.id)).rejects.toThrow("messages.no_such_attachment");

  expect(await sweep()).toBe(1);
  expect(await left()).toEqual([]);
  remove.mockRestore();
  vi.restoreAllMocks();
});

it("is either too late for a draft that is being sent or in time, and never in between", async () => {
  const drafts = await Promise.all(
    Array.from({ length: 12 }, () => aDraft(employee, groupId, { now: aDayAgo })),
  );

  const [sending] = await Promise.all([
    Promise.allSettled(drafts.map(({ id }) => send(id))),
    sweep(),
    sweep(),
  ]);
  await sweep();

  const sent = drafts.filter((_draft, index) => sending[index]?.status === "fulfilled").map(({ id }) => id);
  expect(await left()).toEqual(sent.toSorted());
  for (const attachmentId of sent)
    expect(await readAttachment(employee, { attachmentId })).toMatchObject({ id: attachmentId });
});

it("begins no more when the worker stops", async () => {
  const draft = await aDraft(employee, groupId, { now: aDayAgo });

  expect(await sweep(AbortSignal.abort())).toBe(0);

  expect(await left()).toEqual([draft.id]);
});
