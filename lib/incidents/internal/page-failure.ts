/** Why a call did not arrive, in a word of `incidents.failure.*`; never an address. */
export type PageFailureWord =
  | "account_disabled"
  | "mail_not_configured"
  | "mail_refused"
  | "mail_unavailable"
  | "mail_unknown"
  | "not_needed"
  | "not_seen"
  | "webhook_address_refused"
  | "webhook_disabled"
  | "webhook_redirected"
  | "webhook_refused"
  | "webhook_secret_unreadable"
  | "webhook_timed_out"
  | "webhook_unavailable"
  | "webhook_unreachable";

/** A call that did not arrive, or not certainly; `isHopeless` when trying again cannot change it. */
export class PageFailure extends Error {
  override readonly name = "PageFailure";
  readonly word: PageFailureWord;
  readonly isHopeless: boolean;

  constructor(word: PageFailureWord, { isHopeless }: { isHopeless: boolean }) {
    super(`page ${word}`);
    this.word = word;
    this.isHopeless = isHopeless;
  }
}
