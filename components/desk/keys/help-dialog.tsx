"use client";

import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog";

/** Every key of the desk, by what it is about; alternatives stand beside each other, a sequence is one text. */
const sections = {
  list: [
    { does: "down", keys: ["J", "↓"] },
    { does: "up", keys: ["K", "↑"] },
    { does: "open", keys: ["Enter"] },
    { does: "search", keys: ["/"] },
  ],
  ticket: [
    { does: "reply", keys: ["R"] },
    { does: "assign", keys: ["A"] },
  ],
  anywhere: [
    { does: "palette", keys: ["Ctrl K", "⌘ K"] },
    { does: "goInbox", keys: ["G I"] },
    { does: "goTickets", keys: ["G T"] },
    { does: "goGroups", keys: ["G G"] },
    { does: "goDuty", keys: ["G D"] },
    { does: "help", keys: ["?"] },
    { does: "close", keys: ["Esc"] },
  ],
} as const;

const names = ["list", "ticket", "anywhere"] as const;

/** All keys and what they do. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations("inbox.keys");
  return (
    <Dialog open={open} title={t("title")} onClose={onClose}>
      <p className="pb-3 text-sm text-ink-muted">{t("hint")}</p>
      {names.map((name) => (
        <section key={name} aria-label={t(`sections.${name}`)} className="pb-3">
          <h3 className="pb-1 text-sm font-semibold text-ink-muted">{t(`sections.${name}`)}</h3>
          <dl className="flex flex-col">
            {sections[name].map(({ does, keys }) => (
              <div key={does} className="flex min-h-8 items-center gap-3">
                <dt className="min-w-0 flex-1">{t(does)}</dt>
                <dd className="flex gap-1.5">
                  {keys.map((key) => (
                    <kbd
                      key={key}
                      className="rounded-sm border border-line-strong bg-sunken px-1.5 font-sans text-sm leading-5"
                    >
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
