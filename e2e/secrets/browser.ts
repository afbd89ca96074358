import { actionRequest, type BuiltAction } from "../isolation/server-action";

/** What a browser was given to keep or to carry, all of which must stay out of every log. */
export type Carried = { what: string; value: string };

const CARRIED_IN_ADDRESSES = ["code", "state", "code_challenge"];

/** A cookie's name without what is different each time. */
const kindOf = (name: string): string => name.replace(/cli_[0-9a-f]+|(?<=attempt\.).+/, "…");

/** Somebody's browser as far as the server sees it: cookies, redirects, forms. Remembers every secret it handled. */
export class Browser {
  readonly carried: Carried[] = [];
  readonly #appUrl: string;
  readonly #jar = new Map<string, string>();

  constructor(appUrl: string) {
    this.#appUrl = appUrl;
  }

  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** The cookies whose names match, newest last. */
  cookies(name: RegExp): { name: string; value: string }[] {
    return [...this.#jar].filter(([one]) => name.test(one)).map(([one, value]) => ({ name: one, value }));
  }

  /** One request, to the product with cookies, to any other address without; follows no redirect. */
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.#appUrl);
    this.#note(url);
    const isOurs = url.origin === this.#appUrl;
    const headers = new Headers(init.headers);
    if (isOurs) headers.set("origin", this.#appUrl);
    if (isOurs && this.cookie !== "") headers.set("cookie", this.cookie);
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    if (isOurs) this.#keep(response);
    const location = response.headers.get("location");
    if (location !== null) this.#note(new URL(location, url));
    return response;
  }

  /** Calls a server action as its page does; answers what came back, redirect or view. */
  async act(action: BuiltAction | undefined, args: readonly unknown[]): Promise<string> {
    if (action === undefined) throw new Error("the action is not in the build");
    const response = await this.ask(action.page, actionRequest(action, args));
    return `${response.headers.get("x-action-redirect") ?? ""}\n${await response.text()}`;
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(";")[0] ?? "";
      const name = pair.slice(0, pair.indexOf("="));
      const value = pair.slice(pair.indexOf("=") + 1);
      if (value === "") this.#jar.delete(name);
      else this.#jar.set(name, value);
      if (value !== "") this.carried.push({ what: `cookie ${kindOf(name)}`, value });
    }
  }

  #note(url: URL): void {
    for (const name of CARRIED_IN_ADDRESSES) {
      const value = url.searchParams.get(name);
      if (value !== null) this.carried.push({ what: name, value });
    }
  }
}
