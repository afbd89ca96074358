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
  const handOver = watchHandOver();
  const transport = createTransport({
    // Given as `url`, nodemailer would drop every other option.
    ...serverOf(SMTP_URL),
    logger: handOver.logger,
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
    throw mailError(thrown, handOver.done());
  } finally {
    transport.close();
  }
}

function serverOf(smtpUrl: string) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const auth =
    username === ""
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
  return {
    host: hostname,
    secure: protocol === "smtps:",
    ...(port === "" ? {} : { port: Number(port) }),
    ...auth,
  };
}

function mailError(thrown: unknown, handedOver: boolean): MailError {
  const { code, command, responseCode } = (thrown ?? {}) as {
    code?: unknown;
    command?: unknown;
    responseCode?: unknown;
  };
  const reply = typeof responseCode === "number" ? responseCode : null;
  const name = typeof code === "string" ? code : "failed";
  // Before that, a reply of 500 and more is about us or the server, not about this mail.
  const ofMail = command === "RCPT TO" || handedOver;
  if (ofMail && reply !== null && reply >= 500) return new MailError("refused", name, reply);
  if (handedOver && reply === null) return new MailError("unknown", name, null);
  return new MailError("unavailable", name, reply);
}

/** Learns whether the whole text has gone out: nodemailer tells that nowhere but in its log, of which nothing is kept. */
function watchHandOver() {
  let isDone = false;
  const ignore = (): void => undefined;
  const info = (entry: unknown): void => {
    const { tnx } = (entry ?? {}) as { tnx?: unknown };
    if (tnx === "message") isDone = true;
  };
  const logger = {
    level: ignore,
    trace: ignore,
    debug: ignore,
    info,
    warn: ignore,
    error: ignore,
    fatal: ignore,
  };
  return { logger, done: () => isDone };
}
