import { describe, expect, it } from "vitest";
import { durations } from "@/lib/config/durations";
import type { Result } from "@/lib/errors/result";
import { FileDrafts } from "@/lib/messages/browser/file-drafts";
import { keeperIn } from "@/lib/messages/browser/kept-drafts";
import type { UploadWatch } from "@/lib/messages/browser/upload-file";
import { type AttachmentView, FILE_LIMIT } from "@/lib/messages/contract";

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));
const fileOf = (name: string, size = 5) => {
  const file = new File(["x".repeat(Math.min(size, 5))], name);
  Object.defineProperty(file, "size", { value: size });
  return file;
};
const viewOf = (name: string): AttachmentView => ({
  id: `id of ${name}`,
  name,
  mediaType: "text/plain",
  size: 5,
});
const refusal = { code: "UNAVAILABLE", reason: "storage.not_kept", details: {}, requestId: "r1" } as const;

function storage(content: Record<string, string> = {}) {
  return {
    content,
    getItem: (name: string) => content[name] ?? null,
    setItem: (name: string, value: string) => void (content[name] = value),
    removeItem: (name: string) => void Reflect.deleteProperty(content, name),
  };
}

/** A page's files, and a server whose answers the test gives one by one. */
function aForm(kept = storage()) {
  const uploads: { name: string; watch: UploadWatch; answer: (result: Result<AttachmentView>) => void }[] =
    [];
  const discarded: string[] = [];
  const files = new FileDrafts({
    upload: (file, watch) => new Promise((answer) => uploads.push({ name: file.name, watch, answer })),
    discard: (id) => discarded.push(id),
    keeper: keeperIn(kept, "files"),
  });
  const arrive = async (name: string) => {
    uploads.find((one) => one.name === name)?.answer({ ok: true, value: viewOf(name) });
    await tick();
  };
  const shown = () => files.drafts().map(({ name, state }) => `${name} ${state}`);
  return { files, uploads, discarded, arrive, shown, kept };
}

describe("files that are added", () => {
  it("go two at a time, in order, and say how far they are", async () => {
    const { files, uploads, arrive, shown } = aForm();
    files.add(["a", "b", "c"].map((name) => fileOf(name)));
    uploads[0]?.watch.onProgress(0.4);

    expect(uploads.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(files.drafts()[0]?.share).toBe(0.4);
    await arrive("b");

    expect(uploads.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(shown()).toEqual(["a uploading", "b ready", "c uploading"]);
  });

  it("are refused without being sent when they are empty or too large, and left out beyond 20", () => {
    const { files, uploads } = aForm();
    files.add([fileOf("empty", 0), fileOf("large", FILE_LIMIT + 1)]);

    expect(files.drafts().map(({ problem }) => problem?.reason)).toEqual([
      "messages.file_empty",
      "messages.file_too_large",
    ]);
    expect(uploads).toEqual([]);
    files.add(Array.from({ length: 200 }, (_, number) => fileOf(`${number}`)));

    expect(files.drafts()).toHaveLength(20);
    expect(files.problem()?.reason).toBe("messages.too_many_attachments");
  });

  it("that do not arrive say why and can be tried again", async () => {
    const { files, uploads, arrive, shown } = aForm();
    files.add([fileOf("a")]);
    uploads[0]?.answer({ ok: false, error: refusal });
    await tick();
    const [draft] = files.drafts();
    expect(draft).toMatchObject({
      state: "failed",
      problem: { reason: "storage.not_kept", requestId: "r1" },
    });

    uploads.splice(0);
    files.retry(draft?.key ?? "");
    await arrive("a");

    expect(shown()).toEqual(["a ready"]);
  });
});

describe("a file that is removed", () => {
  it("stops on its way, and is given up even if it arrives", async () => {
    const { files, uploads, discarded, arrive, shown } = aForm();
    files.add([fileOf("a")]);
    files.remove(files.drafts()[0]?.key ?? "");

    expect(uploads[0]?.watch.signal.aborted).toBe(true);
    await arrive("a");

    expect([shown(), discarded]).toEqual([[], ["id of a"]]);
  });

  it("is given up once it has arrived", async () => {
    const { files, discarded, arrive } = aForm();
    files.add([fileOf("a")]);
    await arrive("a");

    files.remove(files.drafts()[0]?.key ?? "");

    expect(discarded).toEqual(["id of a"]);
  });
});

describe("files that have arrived", () => {
  it("are taken once, those still on their way stay, and come back if the message could not be sent", async () => {
    const { files, discarded, arrive, shown } = aForm();
    files.add([fileOf("a"), fileOf("b")]);
    await arrive("a");

    expect(files.take()).toEqual([viewOf("a")]);
    expect(files.take()).toEqual([]);
    expect(shown()).toEqual(["b uploading"]);
    files.restore([viewOf("a")]);

    expect(shown()).toEqual(["a ready", "b uploading"]);
    expect(discarded).toEqual([]);
  });

  it("are there after a reload, until they are sent or the server has deleted them", async () => {
    const before = aForm();
    before.files.add([fileOf("a"), fileOf("b")]);
    await before.arrive("a");

    const after = aForm(before.kept);
    expect(after.shown()).toEqual(["a ready"]);
    after.files.take();
    expect(aForm(before.kept).shown()).toEqual([]);

    const uploadedAt = Date.now() - durations.attachmentDraft;
    const old = storage({ files: JSON.stringify([{ view: viewOf("old"), uploadedAt }]) });
    expect(aForm(old).shown()).toEqual([]);
    expect(aForm(storage({ files: "{" })).shown()).toEqual([]);
  });
});
