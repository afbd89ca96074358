import { assert, property, string } from "fast-check";
import { expect, it } from "vitest";
import { FILE_NAME_LIMIT } from "@/lib/messages/contract";
import { cleanFileName } from "@/lib/messages/file-name";

it.each([
  ["report.pdf", "report.pdf"],
  ["错误 日志.txt", "错误 日志.txt"],
  ["👩‍🔧.png", "👩‍🔧.png"],
  ["C:\\Users\\wang\\report.pdf", "report.pdf"],
  ["../../etc/passwd", "passwd"],
  ["photo\u202Egpj.exe", "photogpj.exe"],
  ["a\u2066b\u2069\u200Fc.txt", "abc.txt"],
  ["two\r\nlines\0.txt", "twolines.txt"],
  ["in\u200Bvisible\uFEFF.txt", "invisible.txt"],
  ["  many   spaces .txt ", "many spaces .txt"],
  ["e\u0301.txt", "\u00E9.txt"],
  ["lone \uD800.txt", "lone \uFFFD.txt"],
  ["", "file"],
  ["..", "file"],
  ["folder/", "file"],
  ["\u202E\u200B", "file"],
])("keeps of %j what people can read: %j", (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});

it("shortens a long name and keeps its ending", () => {
  const kept = cleanFileName(`${"长".repeat(300)}.tar.gz`);

  expect(Array.from(kept)).toHaveLength(FILE_NAME_LIMIT);
  expect(kept.endsWith("长.gz")).toBe(true);
  expect(Array.from(cleanFileName("x".repeat(300)))).toHaveLength(FILE_NAME_LIMIT);
});

it("makes of anything a name that is one line, not empty, within the limit, and stays as it is", () => {
  assert(
    property(string({ unit: "binary", maxLength: 60 }), (given) => {
      const kept = cleanFileName(given);
      expect(kept).not.toBe("");
      expect(Array.from(kept).length).toBeLessThanOrEqual(FILE_NAME_LIMIT);
      expect(kept).not.toMatch(/[/\\\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      expect(kept.isWellFormed()).toBe(true);
    }),
    { numRuns: 100 },
  );
});
