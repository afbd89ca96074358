import { NarrowPage } from "@/components/app-shell/narrow-page";
import { ButtonLink } from "@/components/ui/button-link";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";

export default async function NotFoundPage() {
  const t = translator(await requestLocale());
  return (
    <NarrowPage title={t("common.notFoundTitle")}>
      <p className="mb-4 text-ink-muted">{t("common.notFoundText")}</p>
      <ButtonLink href="/">{t("common.home")}</ButtonLink>
    </NarrowPage>
  );
}
