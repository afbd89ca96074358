/** What kind of file a media type is, as people call it; a key of `attachments.kinds`. */
export type MediaKind =
  | "image"
  | "video"
  | "audio"
  | "pdf"
  | "text"
  | "archive"
  | "document"
  | "spreadsheet"
  | "presentation"
  | "file";

const kinds: readonly (readonly [RegExp, MediaKind])[] = [
  [/^image\/(?!svg)/, "image"],
  [/^video\//, "video"],
  [/^audio\//, "audio"],
  [/^application\/pdf$/, "pdf"],
  [/^text\/plain$/, "text"],
  [/(?:zip|gzip|x-tar|x-7z|x-rar|rar|bzip|x-xz|zstd)/, "archive"],
  [/(?:wordprocessing|opendocument\.text|rtf)/, "document"],
  [/spreadsheet/, "spreadsheet"],
  [/presentation/, "presentation"],
];

/** The kind of a file with this media type. */
export function mediaKindOf(mediaType: string): MediaKind {
  return kinds.find(([form]) => form.test(mediaType))?.[1] ?? "file";
}

const shown: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Whether the server gives it out as a picture to be shown in place. */
export function isShownPicture(mediaType: string): boolean {
  return shown.has(mediaType);
}
