/** A file that is given out, with the type its bytes were found to have; `size` is null while it is still being written. */
export type ServedFile = {
  name: string;
  mediaType: string;
  size: number | null;
  bytes: ReadableStream<Uint8Array>;
};

/** Pictures that are nothing but pixels: shown where they stand. */
const shown: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);
/** Types that a browser may know, since it saves the file instead of opening it as a page of ours. */
const named: ReadonlySet<string> = new Set([
  ...shown,
  "text/plain",
  "text/csv",
  "application/pdf",
  "application/zip",
  "application/gzip",
]);

/**
 * A file as an answer. Only pictures are shown in place; everything else is saved, and what could be a document with
 * scripts (SVG, HTML, XML) does not even keep its type. No cache keeps it: the next download is authorized anew.
 */
export function fileResponse({ name, mediaType, size, bytes }: ServedFile): Response {
  const type = named.has(mediaType) ? mediaType : "application/octet-stream";
  return new Response(bytes, {
    headers: {
      "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
      ...(size === null ? {} : { "content-length": String(size) }),
      "content-disposition": `${shown.has(type) ? "inline" : "attachment"}; ${fileNameParameters(name)}`,
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

/** The name twice, as RFC 6266 says: in plain letters for old programs, and whole. */
function fileNameParameters(name: string): string {
  const plain = name.replace(/[^\x20-\x7E]/g, "_").replace(/["\\%]/g, "_");
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${whole}`;
}
