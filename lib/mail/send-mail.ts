import { createTransport } from "nodemailer";
import { environment } from "@/lib/config/environment";

export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** Stable for one logical mail, so that a mailbox that gets it twice can tell. Without angle brackets. */
  messageId: string;
};

/**
 * Why a mail did not go, which decides what the sender does: `refused` the address or the mail, for good; `unavailable`
 * not now, and certainly not sent; `unknown` the connection broke after the text was handed over.
 */
export type MailFailure = "refused" | "unavailable" | "unknown";

/** A mail that did not go. Holds the server's codes, never an address or a text. */
export class MailError extends Error {
  override readonly name = "MailError";
  readonly failure: MailFailure;
  /** The SMTP reply, if there was one. */
  readonly responseCode: number | null;

  constructor(failure: MailFailure, code: string, responseCode: number | null) {
    super(`mail ${failure}: ${code}${responseCode === null ? "" : ` ${responseCode}`}`);
    this.failure = failure;
    this.responseCode = responseCode;
  }
}

/** Whether mail can be sent at all: SMTP_URL and SMTP_FROM are set. */
export function isMailConfigured(): boolean {
  const { SMTP_URL, SMTP_FROM } = environment();
  return SMTP_URL !== undefined && SMTP_FROM !== undefined;
}

/**
 * Hands a mail to the SMTP server, on a connection of its own.
 *
 * @throws MailError when it was not taken, or not certainly.
 */
export async function sendMail({ to, subject, text, messageId }: Mail): Promise<void> {
  const { SMTP_URL, SMTP_FROM } = environment();
  if (SMTP_URL === undefined || SMTP_FROM === undefined) {
    throw new MailError("unavailable", "not configured", null);
  }
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // Nothing but what is given here gets into the mail.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: SMTP_FROM,
      to: { name: "", address: to },
      subject: subject.replace(/\s+/g, " "),
      text,
      messageId: `<${messageId}>`,
      // Out-of-office replies to this would go nowhere.
      headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    });
  } catch (thrown) {
    throw mailError(thrown);
  } finally {
    transport.close();
  }
}

function mailError(thrown: unknown): MailError {
  const { code, command, responseCode } = (thrown ?? {}) as {
    code?: unknown;
    command?: unknown;
    responseCode?: unknown;
  };
  const reply = typeof responseCode === "number" ? responseCode : null;
  const name = typeof code === "string" ? code : "failed";
  const ofMail = command === "RCPT TO" || command === "DATA";
  if (ofMail && reply !== null && reply >= 500) return new MailError("refused", name, reply);
  if (command === "DATA" && reply === null) return new MailError("unknown", name, null);
  return new MailError("unavailable", name, reply);
}
