import { defaultLocale, isLocale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";
import type { CreateTicketInput } from "@/lib/tickets/contract";

/** The form's content as the first message of the ticket's group, Markdown, its labels in the requester's language. */
export function openingMessage(input: CreateTicketInput, locale: string): string {
  const t = translator(isLocale(locale) ? locale : defaultLocale);
  const { title, description, resourceIds, region, beganAt } = input;
  const facts = [
    ["tickets.form.resourceIds", resourceIds.map((id) => `\`${id.replaceAll("`", "'")}\``).join(" ")],
    ["tickets.form.region", region ?? ""],
    ["tickets.form.beganAt", beganAt ?? ""],
  ] as const;
  const lines = facts.flatMap(([label, value]) => (value === "" ? [] : [`- ${t(label)}: ${value}`]));
  return [`**${title.replace(/[*_`]/g, "\\$&")}**`, description, lines.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}
