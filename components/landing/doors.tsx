import { Building2, Headset, Settings2 } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import type { Locale } from "@/lib/i18n/locale";
import { translator } from "@/lib/i18n/translator";

type DoorsProps = {
  locale: Locale;
  /** The client page of the local Feishu, in the demo. */
  feishuClientUrl: string | null;
};

/** The three ways in, each for other people. */
export function Doors({ locale, feishuClientUrl }: DoorsProps) {
  const t = translator(locale);
  return (
    <ul aria-label={t("landing.doors")} className="grid gap-3 md:grid-cols-3">
      <Door icon={<Building2 />} title={t("landing.employees.title")} text={t("landing.employees.text")}>
        {feishuClientUrl !== null && (
          <a href={feishuClientUrl} className={buttonStyle("secondary", "large")}>
            {t("landing.employees.demo")}
          </a>
        )}
      </Door>
      <Door icon={<Headset />} title={t("landing.desk.title")} text={t("landing.desk.text")}>
        <ButtonLink href="/desk" size="large">
          {t("landing.desk.open")}
        </ButtonLink>
      </Door>
      <Door icon={<Settings2 />} title={t("landing.console.title")} text={t("landing.console.text")}>
        <ButtonLink href="/console" size="large">
          {t("landing.console.open")}
        </ButtonLink>
      </Door>
    </ul>
  );
}

type DoorProps = { icon: ReactNode; title: string; text: string; children: ReactNode };

function Door({ icon, title, text, children }: DoorProps) {
  return (
    <li className="flex flex-col gap-2 rounded-lg border bg-raised p-4">
      <h2 className="flex items-center gap-2 text-lg font-semibold">
        <span aria-hidden="true" className="text-accent-ink [&>svg]:size-5">
          {icon}
        </span>
        {title}
      </h2>
      <p className="flex-1 text-ink-muted">{text}</p>
      {children}
    </li>
  );
}
