import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { EmployeeActor, PersonActor, StaffActor } from "@/lib/actor/actor";
import { prisma } from "@/lib/db/prisma";
import { removeMember } from "@/lib/groups/commands/remove-member";
import { log } from "@/lib/log/logger";
import { fileRoute } from "@/lib/http/file-route";
import { route } from "@/lib/http/route";
import { uploadRoute } from "@/lib/http/upload-route";
import { discardAttachment } from "@/lib/messages/commands/discard-attachment";
import { sendMessage } from "@/lib/messages/commands/send-message";
import { uploadAttachment } from "@/lib/messages/commands/upload-attachment";
import { attachmentIdInput, type AttachmentView, uploadAttachmentInput } from "@/lib/messages/contract";
import { readAttachment } from "@/lib/messages/queries/read-attachment";
import { storage } from "@/lib/storage/storage";
import { aDraft, asBytes, PNG } from "@/lib/testing/attachment-world";
import { headersOf, ORIGIN } from "@/lib/testing/conversation-server";
import {
  aConversation,
  aCustomer,
  aGroupOfKind,
  anEmployee,
  type Customer,
} from "@/lib/testing/conversation-world";

// The same lines as in app/api, without Next around them.
const routesOf = (door: "employee" | "staff") => ({
  post: uploadRoute(door, uploadAttachmentInput, uploadAttachment),
  get: fileRoute(door, attachmentIdInput, readAttachment),
  discard: route(door, attachmentIdInput, discardAttachment),
});
const routes = { employee: routesOf("employee"), staff: routesOf("staff") };
let customer: Customer;
let employee: EmployeeActor;
let engineer: StaffActor;
let groupId: string;

beforeAll(async () => {
  ({ customer, employee, engineer, groupId } = await aConversation());
});

type Posted = {
  name?: string;
  body?: BodyInit | AsyncIterable<Uint8Array>;
  headers?: Record<string, string>;
};

async function post(
  actor: PersonActor,
  { name = "notes.txt", body = "some notes", headers = {} }: Posted = {},
) {
  const url = `${ORIGIN}/api/x/groups/${groupId}/attachments?${new URLSearchParams({ name }).toString()}`;
  const own = await headersOf(actor, customer.appId);
  const init = { method: "POST", body: body as BodyInit, duplex: "half", headers: { ...own, ...headers } };
  const params = { appId: customer.appId, groupId };
  return routes[actor.kind].post(new Request(url, init), { params: Promise.resolve(params) });
}

async function get(actor: PersonActor, attachmentId: string, headers: Record<string, string> = {}) {
  const own = await headersOf(actor, customer.appId);
  const request = new Request(`${ORIGIN}/api/x/attachments/${attachmentId}`, {
    headers: { ...own, ...headers },
  });
  const params = { appId: customer.appId, attachmentId };
  return routes[actor.kind].get(request, { params: Promise.resolve(params) });
}

/** A file that is part of a message. */
async function aSentFile(name: string, content: string | Uint8Array): Promise<AttachmentView> {
  const file = await aDraft(employee, groupId, { name, content });
  await sendMessage(employee, { groupId, clientId: randomUUID(), body: "", attachmentIds: [file.id] });
  return file;
}

describe("the upload", () => {
  it("takes the body as it is, from both doors", async () => {
    const [mine, theirs] = [
      await post(employee, {
        name: "错误.png",
        body: new Uint8Array(PNG),
        headers: { "content-type": "text/html" },
      }),
      await post(engineer, { body: asBytes("in ", "pieces") }),
    ];

    expect(await mine.json()).toMatchObject({ name: "错误.png", mediaType: "image/png", size: PNG.length });
    expect(await theirs.json()).toMatchObject({ mediaType: "text/plain", size: 9 });
    expect(mine.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(mine.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it.each<[string, Posted, number, string]>([
    ["another site's page", { headers: { origin: "https://evil.example" } }, 403, "http.wrong_origin"],
    ["an empty file", { body: "", headers: { "content-length": "0" } }, 400, "messages.file_empty"],
    ["no body at all", { body: asBytes() }, 400, "messages.file_empty"],
    [
      "a file that says it is too large",
      { headers: { "content-length": "60000000" } },
      400,
      "messages.file_too_large",
    ],
    ["a size that is no number", { headers: { "content-length": "many" } }, 400, "common.invalid_input"],
    ["an endless name", { name: "x".repeat(5_000) }, 400, "messages.file_name_too_long"],
  ])("refuses %s", async (_what, posted, status, reason) => {
    const answer = await post(employee, posted);

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { reason } });
  });

  it("is closed to who is not signed in, and to strangers", async () => {
    const stranger = await anEmployee(await aCustomer());

    const url = `${ORIGIN}/api/desk/groups/${groupId}/attachments?name=x`;
    const request = new Request(url, { method: "POST", body: "x", headers: { origin: ORIGIN } });
    const nobody = await routes.staff.post(request, { params: Promise.resolve({ groupId }) });

    expect(nobody.status).toBe(401);
    expect((await post(stranger)).status).toBe(401);
    expect((await post({ ...engineer, sessionId: randomUUID() })).status).toBe(401);
  });
});

describe("the download", () => {
  const served = async (name: string, content: string | Uint8Array) => {
    const { headers } = await get(engineer, (await aSentFile(name, content)).id);
    return `${headers.get("content-disposition")?.split(";")[0]}; ${headers.get("content-type")}`;
  };

  it("gives the bytes with headers that let no browser run or keep them", async () => {
    const file = await aSentFile('résumé "50%" 报告.txt', "private words");

    const answer = await get(engineer, file.id);

    expect(await answer.text()).toBe("private words");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "content-length": "13",
      "content-disposition": `attachment; filename="r_sum_ _50__ __.txt"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%2250%25%22%20%E6%8A%A5%E5%91%8A.txt`,
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "same-origin",
    });
  });

  it.each<[string, string, string | Uint8Array, string]>([
    ["a picture in place", "a.bin", PNG, "inline; image/png"],
    [
      "a page called a picture as unknown bytes",
      "a.png",
      "<!doctype html><script>alert(1)</script>",
      "attachment; application/octet-stream",
    ],
    [
      "a page behind spaces as unknown bytes",
      "a.gif",
      "  <html><script>alert(1)</script>",
      "attachment; application/octet-stream",
    ],
    [
      "a drawing with a script as unknown bytes",
      "a.svg",
      '<svg onload="alert(1)"><script>alert(1)</script></svg>',
      "attachment; application/octet-stream",
    ],
    ["XML as unknown bytes", "a.xml", '<?xml version="1.0"?><x/>', "attachment; application/octet-stream"],
    ["a document to be saved", "a.pdf", "%PDF-1.7\n1 0 obj", "attachment; application/pdf"],
    [
      "a program as unknown bytes",
      "a.exe",
      Buffer.from("MZ\0\0\x01\xff", "latin1"),
      "attachment; application/octet-stream",
    ],
  ])("gives %s", async (_what, name, content, as) => {
    expect(await served(name, content)).toBe(as);
  });

  it("is for who is in the group now: the uploader's draft is theirs alone, and a removed member is out", async () => {
    const leaver = await anEmployee(customer);
    const own = await aGroupOfKind(customer, "ticket", [employee, leaver, engineer]);
    const draft = await aDraft(leaver, own);
    expect((await get(leaver, draft.id)).status).toBe(200);
    expect((await get(engineer, draft.id)).status).toBe(404);
    await sendMessage(leaver, { groupId: own, clientId: randomUUID(), body: "", attachmentIds: [draft.id] });
    expect((await get(engineer, draft.id)).status).toBe(200);

    const system = { kind: "system", name: "test" } as const;
    await removeMember(system, { groupId: own, personId: leaver.personId }, { now: new Date() });

    const answer = await get(leaver, draft.id);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { reason: "messages.no_such_attachment" } });
  });

  it("tells who opened the address in words and in their language that there is nothing", async () => {
    const opened = { "sec-fetch-mode": "navigate", "accept-language": "zh-CN,zh;q=0.9" };

    const answer = await get(employee, randomUUID(), opened);

    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const requestId = answer.headers.get("x-request-id") ?? "missing";
    expect(await answer.text()).toMatch(new RegExp(`^该文件已不存在[\\s\\S]*${requestId}`));
  });

  it("of a file the store has lost says so, and logs it as our fault", async () => {
    const logged = vi.spyOn(log, "error").mockReturnValue(undefined);
    const file = await aSentFile("lost.txt", "lost");
    const { storageKey } = await prisma().attachment.findUniqueOrThrow({ where: { id: file.id } });
    await storage().remove(storageKey);

    const answer = await get(engineer, file.id);

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { reason: "storage.no_such_file" } });
    expect(logged).toHaveBeenCalledWith("attachments.file_missing", expect.anything(), {
      attachmentId: file.id,
    });
    logged.mockRestore();
  });
});

describe("giving a draft up", () => {
  const discard = async (actor: PersonActor, attachmentId: string) => {
    const init = { method: "DELETE", headers: await headersOf(actor, customer.appId) };
    const params = { appId: customer.appId, attachmentId };
    return routes[actor.kind].discard(new Request(`${ORIGIN}/api/x`, init), {
      params: Promise.resolve(params),
    });
  };

  it("is for its uploader, and only before it is sent", async () => {
    const draft = await aDraft(employee, groupId);
    const sent = await aSentFile("sent.txt", "x");

    expect((await discard(engineer, draft.id)).status).toBe(404);
    expect((await discard(employee, draft.id)).status).toBe(200);
    expect((await discard(employee, sent.id)).status).toBe(409);
    expect((await get(employee, draft.id)).status).toBe(404);
    expect((await get(employee, sent.id)).status).toBe(200);
  });
});
