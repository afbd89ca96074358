import { expect, it } from "vitest";
import { slashTyped } from "@/components/conversation/composer/composer-tools";

const typed: [string, string, string, number, number | null][] = [
  ["at the very beginning", "", "/", 1, 0],
  ["full-width, as Chinese keyboards type it", "", "／", 1, 0],
  ["at the beginning of a later line", "Hello\n", "Hello\n/", 7, 6],
  ["before what is there already", "Hello", "/Hello", 1, 0],
  ["within a line", "see ", "see /", 5, null],
  ["in a path", "/usr", "/usr/", 5, null],
  ["pasted with more", "", "/usr/bin", 8, null],
  ["removed again", "//", "/", 1, null],
  ["another letter at the beginning", "", "a", 1, null],
];

it.each(typed)("a slash typed %s", (...[, before, text, caret, at]) => {
  expect(slashTyped(before, text, caret)).toBe(at);
});
