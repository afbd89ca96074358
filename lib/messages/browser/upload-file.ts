import type { Refusal, Result } from "@/lib/errors/result";
import type { AttachmentView } from "@/lib/messages/contract";

/** How an upload is followed and stopped; `onProgress` gets how much of it has left, 0 to 1. */
export type UploadWatch = { onProgress: (share: number) => void; signal: AbortSignal };

const notReached: Refusal = {
  code: "UNAVAILABLE",
  reason: "common.unreachable",
  details: {},
  requestId: "",
};

/** What the server said, or that nothing of ours answered (a proxy's page, a broken connection). */
function resultOf({ status, responseText }: XMLHttpRequest): Result<AttachmentView> {
  try {
    const answer = JSON.parse(responseText) as AttachmentView & { error?: Refusal };
    if (status === 200) return { ok: true, value: answer };
    return { ok: false, error: answer.error ?? notReached };
  } catch {
    return { ok: false, error: notReached };
  }
}

/** Sends a file to an address that takes files. Resolves with the refusal, too; an upload that is stopped resolves as not reached. */
export function uploadFile(
  address: string,
  file: File,
  { onProgress, signal }: UploadWatch,
): Promise<Result<AttachmentView>> {
  return new Promise((resolve) => {
    // fetch does not tell how much of a body has left.
    const request = new XMLHttpRequest();
    request.open("POST", `${address}?${new URLSearchParams({ name: file.name }).toString()}`);
    // Whatever the browser believes: the server looks at the bytes.
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener("loadend", () => resolve(resultOf(request)));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** Gives an uploaded file up. Without an answer it is given up a day later by itself. */
export async function discardFile(address: string): Promise<void> {
  await fetch(address, { method: "DELETE", keepalive: true }).catch(() => undefined);
}
