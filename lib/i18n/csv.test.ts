import { expect, it } from "vitest";
import { csvLine } from "@/lib/i18n/csv";

it.each([
  ["plain text and numbers", ["a b", 12, null], "a b,12,\r\n"],
  ["commas, quotes and line breaks", ['say "a, b"', "one\ntwo"], '"say ""a, b""","one\ntwo"\r\n'],
  ["a formula", ["=1+1", "+49", "-2", "@SUM(A1)"], "'=1+1,'+49,'-2,'@SUM(A1)\r\n"],
  ["a formula behind a tab or a carriage return", ["\t=1", "\r=1"], "'\t=1,\"'\r=1\"\r\n"],
  ["a formula that needs quotes", ['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
  ["a sign that begins nothing", ["a=1", "1-2", "磁盘 = 满"], "a=1,1-2,磁盘 = 满\r\n"],
])("writes %s", (_what, cells, line) => {
  expect(csvLine(cells)).toBe(line);
});
