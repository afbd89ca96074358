import { currentTime } from "@/lib/config/clock";
import type { Cache } from "@larksuiteoapi/node-sdk";

/**
 * The tenant token of one pair of credentials, in the form the SDK asks for. The SDK's own cache cannot forget a
 * token that Feishu revoked early, and by default is shared by all apps and hosts of the process.
 */
export class TokenCache implements Cache {
  #token: string | undefined;
  #expiresAt = 0;

  get(): Promise<string | undefined> {
    return Promise.resolve(currentTime().getTime() < this.#expiresAt ? this.#token : undefined);
  }

  set(_key: unknown, token: unknown, expiresAt = 0): Promise<boolean> {
    this.#token = typeof token === "string" ? token : undefined;
    // The SDK counts from the real time; the product's clock may stand elsewhere.
    this.#expiresAt = currentTime().getTime() + (expiresAt - Date.now());
    return Promise.resolve(true);
  }

  /** Forgets `token`, unless another call has renewed it meanwhile. */
  forget(token: string): void {
    if (this.#token === token) this.#token = undefined;
  }
}
