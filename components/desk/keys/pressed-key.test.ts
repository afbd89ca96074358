import { expect, it } from "vitest";
import { isPaletteKey, type KeyPress, pressedKey } from "@/components/desk/keys/pressed-key";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  keyCode: 0,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  defaultPrevented: false,
  repeat: false,
  ...more,
});

it("a letter is a shortcut, whatever its case", () => {
  expect(pressedKey(press("j"))).toBe("j");
  expect(pressedKey(press("J"))).toBe("j");
  expect(pressedKey(press("?"))).toBe("?");
  expect(pressedKey(press("ArrowDown"))).toBe("ArrowDown");
});

it.each<Partial<KeyPress>>([
  { ctrlKey: true },
  { metaKey: true },
  { altKey: true },
  { isComposing: true },
  { keyCode: 229 },
  { defaultPrevented: true },
])("none is with %j", (more) => {
  expect(pressedKey(press("j", more))).toBeNull();
});

it("Ctrl K and ⌘ K open the palette", () => {
  expect(isPaletteKey(press("k", { ctrlKey: true }))).toBe(true);
  expect(isPaletteKey(press("K", { metaKey: true }))).toBe(true);
  expect(isPaletteKey(press("k"))).toBe(false);
  expect(isPaletteKey(press("k", { ctrlKey: true, altKey: true }))).toBe(false);
  expect(isPaletteKey(press("k", { ctrlKey: true, isComposing: true }))).toBe(false);
  expect(isPaletteKey(press("k", { metaKey: true, repeat: true }))).toBe(false);
});
