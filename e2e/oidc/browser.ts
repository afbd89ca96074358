/** What comes back from the provider, as it stands in the address that the browser is sent to. */
export type LedBack = { address: string; query: string };

/** A browser that goes to the provider and says there who it is; it keeps cookies as one does. */
export class ProviderBrowser {
  readonly #jar = new Map<string, string>();

  /** From the authorization address to where the provider leads back; without a person it gives up at the sign-in page. */
  async signIn(authorizeUrl: string, person: string): Promise<LedBack> {
    let next = await this.#request(authorizeUrl);
    for (let steps = 0; steps < 8; steps += 1) {
      const { origin, pathname } = new URL(authorizeUrl);
      const at = new URL(next, origin + pathname);
      if (at.origin !== origin) return { address: at.origin + at.pathname, query: at.search };
      const isQuestion = at.pathname.startsWith("/interaction/");
      next = await this.#request(at.href, isQuestion ? new URLSearchParams({ person }) : undefined);
    }
    throw new Error("the provider leads nowhere");
  }

  /** Asks, and answers where it is sent on to. */
  async #request(url: string, form?: URLSearchParams): Promise<string> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie },
      ...(form ? { method: "POST", body: form } : {}),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (set.split(";")[0] ?? "").split(/=(.*)/s);
      if (value === "") this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null)
      throw new Error(`${url} answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    return new URL(location, url).href;
  }
}
