import type { en } from "@/lib/i18n/catalog-en";
import type { Locale } from "@/lib/i18n/locale";

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}
