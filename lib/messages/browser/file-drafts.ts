import type { Refusal, Result } from "@/lib/errors/result";
import { type DraftKeeper, type KeptDraft, keptNow } from "@/lib/messages/browser/kept-drafts";
import type { UploadWatch } from "@/lib/messages/browser/upload-file";
import { ATTACHMENTS_PER_MESSAGE, type AttachmentView, FILE_LIMIT } from "@/lib/messages/contract";

/** Why a file was not taken. */
export type FileProblem = Pick<Refusal, "reason" | "details"> & { requestId: string | null };

/** A file of a message that is being written. `key` is its own on this page; `share` of it has left, 0 to 1. */
export type FileDraft = {
  key: string;
  name: string;
  size: number;
  share: number;
  state: "uploading" | "ready" | "failed";
  problem: FileProblem | null;
  /** What the server made of it, once it is ready. */
  attachment: AttachmentView | null;
};

type FileDraftsOptions = {
  upload: (file: File, watch: UploadWatch) => Promise<Result<AttachmentView>>;
  discard: (attachmentId: string) => void;
  keeper: DraftKeeper;
};

/** So many go at once; the others wait their turn. */
const AT_ONCE = 2;

const problemOf = (reason: string, details: FileProblem["details"] = {}): FileProblem => ({
  reason,
  details,
  requestId: null,
});

/**
 * The files of a message or form that is being written: uploaded as soon as they are added, kept across reloads once they
 * have arrived. Free of any framework; snapshots never change in place.
 */
export class FileDrafts {
  readonly #options: FileDraftsOptions;
  readonly #listeners = new Set<() => void>();
  readonly #files = new Map<string, File>();
  readonly #running = new Map<string, AbortController>();
  readonly #uploadedAt = new Map<string, number>();
  #drafts: readonly FileDraft[];
  #problem: FileProblem | null = null;
  #made = 0;

  constructor(options: FileDraftsOptions) {
    this.#options = options;
    this.#drafts = options.keeper.read().map((kept) => this.#arrived(kept));
  }

  /** Calls `listener` after every change. Returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** All of them, in the order they were added. */
  drafts(): readonly FileDraft[] {
    return this.#drafts;
  }

  /** Why the last files were not even added, until something else is done. */
  problem(): FileProblem | null {
    return this.#problem;
  }

  /** Takes files; those beyond what a message carries are left out and told. */
  add(files: Iterable<File>): void {
    const all = [...files];
    const room = ATTACHMENTS_PER_MESSAGE - this.#drafts.length;
    const added = all.slice(0, Math.max(0, room)).map((file) => this.#draftOf(file));
    this.#problem = all.length > room ? problemOf("messages.too_many_attachments") : null;
    this.#become([...this.#drafts, ...added]);
    this.#uploadNext();
  }

  /** Stops an upload, or gives up a file that has arrived. */
  remove(key: string): void {
    const draft = this.#drafts.find((one) => one.key === key);
    this.#running.get(key)?.abort();
    this.#running.delete(key);
    if (draft?.attachment) this.#options.discard(draft.attachment.id);
    this.#problem = null;
    this.#forget([key]);
    this.#uploadNext();
  }

  /** Tries a file again that did not arrive. */
  retry(key: string): void {
    this.#change(key, { state: "uploading", share: 0, problem: null });
    this.#uploadNext();
  }

  /** The files that have arrived, which now belong to whoever takes them. */
  take(): AttachmentView[] {
    const ready = this.#drafts.filter(({ attachment }) => attachment !== null);
    this.#problem = null;
    this.#forget(ready.map(({ key }) => key));
    return ready.flatMap(({ attachment }) => attachment ?? []);
  }

  /** Gets files back that were taken: the message could not be sent and is written on. */
  restore(views: readonly AttachmentView[]): void {
    this.#become([...views.map((view) => this.#arrived(keptNow(view))), ...this.#drafts]);
  }

  /** Gives files up that were taken. */
  discard(views: readonly AttachmentView[]): void {
    for (const { id } of views) this.#options.discard(id);
  }

  #draftOf(file: File): FileDraft {
    const key = this.#newKey();
    this.#files.set(key, file);
    const problem = refusalBefore(file);
    const state = problem === null ? "uploading" : "failed";
    return { key, name: file.name, size: file.size, share: 0, state, problem, attachment: null };
  }

  #arrived({ view, uploadedAt }: KeptDraft): FileDraft {
    const key = this.#newKey();
    this.#uploadedAt.set(key, uploadedAt);
    const { name, size } = view;
    return { key, name, size, share: 1, state: "ready", problem: null, attachment: view };
  }

  #newKey(): string {
    this.#made += 1;
    return `file-${this.#made}`;
  }

  #uploadNext(): void {
    for (const { key, state } of this.#drafts) {
      if (this.#running.size >= AT_ONCE) return;
      if (state === "uploading" && !this.#running.has(key)) void this.#upload(key);
    }
  }

  async #upload(key: string): Promise<void> {
    const file = this.#files.get(key);
    if (file === undefined) return;
    const stopping = new AbortController();
    this.#running.set(key, stopping);
    const onProgress = (share: number): void => this.#change(key, { share });
    const result = await this.#options.upload(file, { onProgress, signal: stopping.signal });
    // Removed meanwhile: what arrived all the same is given up.
    if (this.#running.get(key) !== stopping) {
      if (result.ok) this.#options.discard(result.value.id);
      return;
    }
    this.#running.delete(key);
    this.#settle(key, result);
    this.#uploadNext();
  }

  #settle(key: string, result: Result<AttachmentView>): void {
    if (!result.ok) {
      const { reason, details, requestId } = result.error;
      const problem = { reason, details, requestId: requestId === "" ? null : requestId };
      return this.#change(key, { state: "failed", problem });
    }
    const { value } = result;
    this.#uploadedAt.set(key, Date.now());
    this.#files.delete(key);
    // The name as the server keeps it.
    this.#change(key, { state: "ready", share: 1, name: value.name, size: value.size, attachment: value });
  }

  #change(key: string, change: Partial<FileDraft>): void {
    this.#become(this.#drafts.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  #forget(keys: readonly string[]): void {
    for (const key of keys) this.#files.delete(key);
    this.#become(this.#drafts.filter(({ key }) => !keys.includes(key)));
  }

  #become(drafts: readonly FileDraft[]): void {
    const before = this.#drafts;
    this.#drafts = drafts;
    const kept = (ones: readonly FileDraft[]) =>
      ones.flatMap(({ key, attachment }) => (attachment ? [key] : []));
    if (kept(before).join() !== kept(drafts).join()) this.#keep();
    for (const listener of this.#listeners) listener();
  }

  #keep(): void {
    this.#options.keeper.write(
      this.#drafts.flatMap(({ key, attachment }) =>
        attachment ? [{ view: attachment, uploadedAt: this.#uploadedAt.get(key) ?? Date.now() }] : [],
      ),
    );
  }
}

/** What need not be sent to be refused. */
function refusalBefore({ size }: File): FileProblem | null {
  if (size === 0) return problemOf("messages.file_empty");
  if (size > FILE_LIMIT) return problemOf("messages.file_too_large", { limit: FILE_LIMIT / 1_024 / 1_024 });
  return null;
}
