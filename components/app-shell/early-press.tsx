const READY = "ailink:ready";

// Runs before any other script. Kept from React altogether: it would hear of some of these presses, and not of others.
const script = `(() => {
  let pressed;
  const keep = (event) => {
    const button = event.target instanceof Element ? event.target.closest('button[type="button"]') : null;
    pressed = button;
    if (button) event.stopImmediatePropagation();
  };
  addEventListener("click", keep, true);
  addEventListener(${JSON.stringify(READY)}, () => {
    removeEventListener("click", keep, true);
    if (pressed && pressed.isConnected) pressed.click();
  }, { once: true });
})()`;

/**
 * Keeps the button that was pressed last in the page as the server drew it, until its scripts can act on it: over a bad
 * line that takes seconds, and a press must not be lost.
 */
export function EarlyPress({ nonce }: { nonce: string | undefined }) {
  // The browser does not show a nonce to scripts, so it differs from the one that was sent.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}

/** Says that the page's scripts listen: what was pressed before is pressed, once the effects around the caller have run too. */
export function pressWhatWasPressedEarly(): void {
  setTimeout(() => window.dispatchEvent(new Event(READY)));
}
