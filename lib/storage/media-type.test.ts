import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { mediaTypeOf } from "@/lib/storage/media-type";
import { ObservedBytes } from "@/lib/storage/observed-bytes";
import { asBytes, PNG } from "@/lib/testing/attachment-world";

async function typeOf(...chunks: (string | Uint8Array)[]): Promise<string> {
  const observed = new ObservedBytes(asBytes(...chunks));
  const passed = observed.pass(() => undefined);
  while (!(await passed.next()).done);
  return mediaTypeOf(observed);
}

const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from("\0\x10JFIF\0"),
  Buffer.alloc(64),
]);

describe("what a file is", () => {
  it.each<[string, (string | Uint8Array)[], string]>([
    ["a picture", [PNG], "image/png"],
    ["another picture", [jpeg], "image/jpeg"],
    ["a document", ["%PDF-1.7\n%âãÏÓ\n1 0 obj"], "application/pdf"],
    ["an archive", [gzipSync("log lines")], "application/gzip"],
    ["text", ["2026-11-25 ERROR disk is full\n"], "text/plain"],
    [
      "text whose letters are cut between chunks",
      [Buffer.from("磁盘").subarray(0, 4), Buffer.from("磁盘").subarray(4)],
      "text/plain",
    ],
    ["a page", ["\n<!DOCTYPE html><script>alert(1)</script>"], "text/html"],
    ["a page behind a comment", ["<!-- x --><html><body onload=alert(1)>"], "text/html"],
    [
      "a drawing",
      ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
      "image/svg+xml",
    ],
    ["a drawing with a declaration", ['<?xml version="1.0"?>\n<svg onload="alert(1)"/>'], "image/svg+xml"],
    ["a feed", ['<?xml version="1.0"?><rss/>'], "application/xml"],
    ["text with a NUL", ["text\0"], "application/octet-stream"],
    ["text in another encoding", [Buffer.from([0xc4, 0xe3, 0xba, 0xc3])], "application/octet-stream"],
    ["text cut in the middle of a letter", [Buffer.from("磁盘").subarray(0, 5)], "application/octet-stream"],
  ])("is told by its bytes: %s", async (_what, chunks, type) => {
    expect(await typeOf(...chunks)).toBe(type);
  });
});
