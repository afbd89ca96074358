import type { Person } from "./people";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);

/** The provider's sign-in page: one button per person, and one to give up. */
export function interactionPage(uid: string, people: Iterable<Person>): string {
  const buttons = [...people].map(
    ({ sub, email = "no address" }) =>
      `<p><button name="person" value="${escaped(sub)}">${escaped(sub)} (${escaped(email)})</button></p>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Test provider</title><link rel="icon" href="data:,"><body style="font: 16px/1.5 sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem">
<h1>Who are you?</h1><form method="post" action="/interaction/${escaped(uid)}">${buttons.join("")}
<p><button name="person" value="">Cancel</button></p></form></body></html>`;
}
