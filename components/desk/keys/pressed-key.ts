/** What a key press is known by. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "keyCode" | "defaultPrevented" | "repeat"
>;

/** Some input methods end a composition with a press that is not marked as part of it. */
const COMPOSING = 229;

const fields = "input, textarea, select, [contenteditable]:not([contenteditable='false']), [role='textbox']";
/** What has keys of its own while it is open. */
const layers = "dialog[open], [role='dialog'], [role='menu'], [role='listbox']";

/** The key of a shortcut, or null: with another key held down, in a composition, or handled already, it is none. */
export function pressedKey(event: KeyPress): string | null {
  if (event.defaultPrevented || event.isComposing || event.keyCode === COMPOSING) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** Whether a press means Ctrl/⌘ K. */
export function isPaletteKey(event: KeyPress): boolean {
  if (event.isComposing || event.altKey || event.repeat) return false;
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
}

/** Whether somebody is writing there, or something open over the page has the keys. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(fields) || target.closest(layers)) return true;
  return document.querySelector("dialog[open]") !== null;
}
