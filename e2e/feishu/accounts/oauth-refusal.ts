import type { Quirks } from "../state/quirks";
import { type Answer, json } from "../transport/exchange";

/** The `error` of these is known from logs; of the others only the code is documented. */
const DOCUMENTED_WORDS = new Set([20003, 20049]);

/** A refusal of the token endpoint: OAuth style, without `msg`. */
export class OauthRefusal extends Error {
  override readonly name = "OauthRefusal";
  readonly code: number;
  readonly error: string;

  constructor(code: number, error: string, description: string) {
    super(description);
    this.code = code;
    this.error = error;
  }

  toAnswer(words: Quirks["oauthErrorWords"]): Answer {
    const isOwn = words === "platform" && !DOCUMENTED_WORDS.has(this.code);
    const error = isOwn ? `platform_error_${this.code}` : this.error;
    return json(400, { code: this.code, error, error_description: this.message });
  }
}
