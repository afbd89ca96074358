import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { EmployeeActor, PersonActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { discardAttachment } from "@/lib/messages/commands/discard-attachment";
import { uploadAttachment } from "@/lib/messages/commands/upload-attachment";
import { DRAFT_LIMIT, FILE_LIMIT } from "@/lib/messages/contract";
import { readAttachment } from "@/lib/messages/queries/read-attachment";
import { storage } from "@/lib/storage/storage";
import { aDraft, asBytes, brokenOff, PNG, storedKeys } from "@/lib/testing/attachment-world";
import { log } from "@/lib/log/logger";
import {
  aConversation,
  aCustomer,
  aGroupOfKind,
  anEmployee,
  anEngineer,
  archive,
} from "@/lib/testing/conversation-world";

const MEGABYTE = 1_024 * 1_024;
const at = { now: new Date() };
let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;

beforeAll(async () => {
  ({ employee, engineer, groupId } = await aConversation());
});
beforeEach(async () => {
  await prisma().attachment.deleteMany({});
});

const rows = () => prisma().attachment.findMany({ orderBy: { createdAt: "asc" } });

/** Whether nothing is left: no row, no bytes. */
async function leavesNothing(work: () => Promise<unknown>): Promise<void> {
  const before = await storedKeys();
  await work();
  expect(await rows()).toEqual([]);
  expect(await storedKeys()).toEqual(before);
}

async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  for (let number = 0; number < count; number += 1) yield Buffer.alloc(MEGABYTE, 1);
}

describe("an upload", () => {
  it("keeps the bytes for the uploader alone, with the type they have and a clean name", async () => {
    const view = await uploadAttachment(
      employee,
      { groupId, name: "C:\\tmp\\pho\u202Eto.html", declaredSize: PNG.length, bytes: asBytes(PNG) },
      at,
    );

    expect(view).toEqual({ id: view.id, name: "photo.html", mediaType: "image/png", size: PNG.length });
    const { bytes } = await readAttachment(employee, { attachmentId: view.id });
    expect(Buffer.from(await new Response(bytes).arrayBuffer()).equals(PNG)).toBe(true);
    await expect(readAttachment(engineer, { attachmentId: view.id })).rejects.toThrow(
      "NOT_FOUND messages.no_such_attachment",
    );
  });

  it("takes a file of exactly the limit", async () => {
    const view = await uploadAttachment(
      employee,
      { groupId, name: "dump.bin", bytes: megabytes(FILE_LIMIT / MEGABYTE) },
      at,
    );

    expect(view.size).toBe(FILE_LIMIT);
  });

  it.each<[string, () => AsyncIterable<Uint8Array>, number | undefined, string]>([
    [
      "a file that says it is too large",
      () => asBytes("x"),
      FILE_LIMIT + 1,
      "INVALID_INPUT messages.file_too_large",
    ],
    [
      "a file that turns out too large",
      () => megabytes(51),
      undefined,
      "INVALID_INPUT messages.file_too_large",
    ],
    ["a file that says it is empty", () => asBytes(), 0, "INVALID_INPUT messages.file_empty"],
    ["a file that turns out empty", () => asBytes(), undefined, "INVALID_INPUT messages.file_empty"],
    [
      "a file whose sender is gone",
      () => brokenOff("half of"),
      undefined,
      "INVALID_INPUT messages.upload_broken_off",
    ],
  ])("refuses %s, and leaves nothing", async (_what, bytes, declaredSize, refusal) => {
    await leavesNothing(async () => {
      const input = { groupId, name: "x.bin", declaredSize, bytes: bytes() };
      await expect(uploadAttachment(employee, input, at)).rejects.toThrow(refusal);
    });
  });

  it("reads no more of a file that is too large than it has to", async () => {
    let read = 0;
    async function* counted() {
      for await (const chunk of megabytes(2_000)) {
        read += 1;
        yield chunk;
      }
    }

    await expect(uploadAttachment(employee, { groupId, name: "x", bytes: counted() }, at)).rejects.toThrow(
      "messages.file_too_large",
    );
    expect(read).toBeLessThan(60);
  });

  it("is not for strangers, for other channels, or for a group that is archived", async () => {
    const { customer, employee: owner, groupId: own } = await aConversation();
    const other = await anEmployee(await aCustomer());
    const archived = await aGroupOfKind(customer, "ticket", [owner]);
    await archive(archived);
    const upload = (actor: PersonActor, to: string) => () => aDraft(actor, to);

    await leavesNothing(async () => {
      await expect(upload(other, own)()).rejects.toThrow("NOT_FOUND groups.no_such_group");
      await expect(upload({ ...owner, channelId: other.channelId }, own)()).rejects.toThrow("NOT_FOUND");
      await expect(upload(await anEngineer(), own)()).rejects.toThrow("NOT_FOUND groups.no_such_group");
      await expect(upload(owner, archived)()).rejects.toThrow("FORBIDDEN groups.may_not_post");
    });
  });

  it("that ends after its sender was removed is refused, and leaves nothing", async () => {
    const { customer, employee: owner } = await aConversation();
    const leaver = await anEmployee(customer);
    const group = await aGroupOfKind(customer, "ticket", [owner, leaver]);
    const system = { kind: "system", name: "test" } as const;
    async function* meanwhileRemoved() {
      yield Buffer.from("first half");
      await removeMember(system, { groupId: group, personId: leaver.personId }, at);
      yield Buffer.from("second half");
    }

    await leavesNothing(async () => {
      const input = { groupId: group, name: "x.txt", bytes: meanwhileRemoved() };
      await expect(uploadAttachment(leaver, input, at)).rejects.toThrow("NOT_FOUND groups.no_such_group");
    });
  });

  it("cannot be read, sent or given up before it is complete", async () => {
    let seen: unknown[] = [];
    async function* observed() {
      yield Buffer.from("half");
      const [row] = await rows();
      const attachmentId = row?.id ?? "";
      seen = await Promise.all([
        readAttachment(employee, { attachmentId }).catch(String),
        discardAttachment(employee, { attachmentId }).catch(String),
      ]);
      yield Buffer.from("and half");
    }

    await uploadAttachment(employee, { groupId, name: "x.txt", bytes: observed() }, at);

    const unknown = "AppError: NOT_FOUND messages.no_such_attachment";
    expect(seen).toEqual([unknown, unknown]);
  });

  it("that the store cannot keep may be tried again, and is logged", async () => {
    const logged = vi.spyOn(log, "error").mockReturnValue(undefined);
    const write = vi.spyOn(storage(), "write").mockRejectedValue(new Error("ENOSPC"));

    await leavesNothing(async () => {
      await expect(aDraft(employee, groupId)).rejects.toThrow("UNAVAILABLE storage.not_kept");
    });

    expect(logged).toHaveBeenCalledOnce();
    write.mockRestore();
    logged.mockRestore();
  });
});

describe("what one person may have uploaded and not sent", () => {
  const drafts = async (count: number, size: number) => {
    const { accountId } = await prisma().group.findUniqueOrThrow({ where: { id: groupId } });
    await prisma().attachment.createMany({
      data: Array.from({ length: count }, () => ({
        id: crypto.randomUUID(),
        accountId,
        groupId,
        uploaderId: employee.personId,
        name: "x",
        mediaType: "text/plain",
        size,
        storageKey: crypto.randomUUID(),
        createdAt: at.now,
      })),
    });
  };

  it("ends at 200 files, also when the last places are fought for", async () => {
    await drafts(DRAFT_LIMIT.files - 2, 1);

    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, (_, number) =>
        uploadAttachment(employee, { groupId, name: `${number}`, declaredSize: 1, bytes: asBytes("x") }, at),
      ),
    );

    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(String(tries.find((one) => one.status === "rejected")?.reason)).toContain(
      "RATE_LIMITED messages.too_many_drafts",
    );
    expect(await aDraft(engineer, groupId)).toMatchObject({ size: 10 });
  });

  it("ends at 500 MB, and a file given up makes room", async () => {
    await drafts(9, 50 * MEGABYTE);
    const last = await uploadAttachment(
      employee,
      { groupId, name: "last", declaredSize: 50 * MEGABYTE, bytes: asBytes("less than it said") },
      at,
    );
    await drafts(1, 40 * MEGABYTE);
    const another = () =>
      uploadAttachment(
        employee,
        { groupId, name: "x", declaredSize: 20 * MEGABYTE, bytes: asBytes("x") },
        at,
      );

    await expect(another()).rejects.toThrow("RATE_LIMITED messages.drafts_too_large");
    await discardAttachment(employee, { attachmentId: last.id });
    await prisma().attachment.deleteMany({ where: { size: 40 * MEGABYTE } });

    expect(await another()).toMatchObject({ size: 1 });
  });
});

describe("a draft that is given up", () => {
  it("is gone with its bytes, once", async () => {
    const draft = await aDraft(employee, groupId);

    const before = await storedKeys();

    await expect(discardAttachment(engineer, { attachmentId: draft.id })).rejects.toThrow("NOT_FOUND");
    await discardAttachment(employee, { attachmentId: draft.id });

    expect(await storedKeys()).toHaveLength(before.length - 1);
    await expect(discardAttachment(employee, { attachmentId: draft.id })).rejects.toThrow("NOT_FOUND");
    expect(await rows()).toEqual([]);
  });
});
