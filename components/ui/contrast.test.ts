import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const css = await readFile(fileURLToPath(new URL("../../app/globals.css", import.meta.url)), "utf8");
const [light = "", dark = ""] = css
  .slice(css.indexOf(":root {"), css.indexOf("@theme"))
  .split("@variant dark");

const tokensOf = (block: string) =>
  new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );

const themes = [
  ["light", tokensOf(light)],
  ["dark", tokensOf(dark)],
] as const;

const TEXT = 4.5;
const SHAPE = 3;

const pairs: [string, string, number][] = [
  ...["canvas", "sunken", "raised", "hover", "selected"].flatMap((ground): [string, string, number][] => [
    ["ink", ground, TEXT],
    ["ink-muted", ground, TEXT],
    ["ink-faint", ground, TEXT],
    ["accent-ink", ground, TEXT],
    ["danger-ink", ground, TEXT],
  ]),
  ...["accent-solid", "accent-solid-hover", "danger-solid", "danger-solid-hover"].map(
    (ground): [string, string, number] => ["on-solid", ground, TEXT],
  ),
  ...["accent", "danger", "warning", "success"].map((tone): [string, string, number] => [
    `${tone}-ink`,
    `${tone}-soft`,
    TEXT,
  ]),
  ["ink", "code", TEXT],
  ["accent", "canvas", SHAPE],
  ["accent", "sunken", SHAPE],
  ["line-strong", "canvas", SHAPE],
];

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

describe.each(themes)("the %s theme", (_name, tokens) => {
  it.each(pairs)("shows %s on %s with contrast ≥ %d", (ink, ground, least) => {
    const [front, back] = [tokens.get(ink), tokens.get(ground)];
    if (front === undefined || back === undefined) throw new Error(`no token ${ink} or ${ground}`);
    expect(contrast(front, back)).toBeGreaterThanOrEqual(least);
  });
});
