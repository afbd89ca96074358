import { AppError } from "@/lib/errors/app-error";

/**
 * The body of a request that anybody may send, read no further than `maxBytes`, whatever length it claims.
 *
 * @throws AppError INVALID_INPUT `http.body_too_large`.
 */
export async function limitedText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () => new AppError("INVALID_INPUT", "http.body_too_large");
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
