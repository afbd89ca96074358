import { prisma } from "@/lib/db/prisma";
import { log } from "@/lib/log/logger";
import { isMailConfigured, type Mail, MailError, sendMail } from "@/lib/mail/send-mail";

/**
 * Mails one of the service team, in their language; who is switched off is left in peace. An address that refuses, or a mail
 * that may have arrived, is left at that.
 *
 * @throws MailError when the mail certainly did not go: the queue tries again.
 */
export async function mailStaff(
  personId: string,
  write: (locale: string) => Omit<Mail, "to">,
): Promise<void> {
  const reader = await prisma().staffAccount.findUnique({
    where: { personId, disabledAt: null },
    select: { email: true, person: { select: { locale: true } } },
  });
  if (reader === null) return;
  if (!isMailConfigured()) {
    log.warn("notifications.mail_failed", { personId, failure: "not_configured", responseCode: null });
    return;
  }
  try {
    await sendMail({ to: reader.email, ...write(reader.person.locale) });
  } catch (thrown) {
    if (!(thrown instanceof MailError) || thrown.failure === "unavailable") throw thrown;
    log.warn("notifications.mail_failed", {
      personId,
      failure: thrown.failure,
      responseCode: thrown.responseCode,
    });
  }
}
