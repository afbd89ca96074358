"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { IntlProvider } from "use-intl";
import type { browserMessages } from "@/lib/i18n/browser-messages";
import type { Locale } from "@/lib/i18n/locale";
import type { Theme } from "@/lib/i18n/theme";
import { pressWhatWasPressedEarly } from "@/components/app-shell/early-press";
import { QueryProvider } from "@/components/app-shell/query-provider";
import { useHydrated } from "@/components/ui/use-hydrated";

/** How this installation is called; from configuration, so it comes with the page. */
export type Brand = { productName: string; vendorName: string };

type AppSettings = { brand: Brand; theme: Theme };

const AppSettingsContext = createContext<AppSettings>({
  brand: { productName: "", vendorName: "" },
  theme: "system",
});

type AppProvidersProps = {
  locale: Locale;
  messages: ReturnType<typeof browserMessages>;
  brand: Brand;
  theme: Theme;
  children: ReactNode;
};

/** What every page in the browser can ask for: texts, names of product and vendor, the chosen appearance. */
export function AppProviders({ locale, messages, brand, theme, children }: AppProvidersProps) {
  // The server does not know the reader's zone: times appear once the browser has taken over.
  const hydrated = useHydrated();
  // Effects of what is inside have run before this one: every button works.
  useEffect(pressWhatWasPressedEarly, []);
  const timeZone = hydrated ? new Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  return (
    <AppSettingsContext value={{ brand, theme }}>
      <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
        <QueryProvider>{children}</QueryProvider>
      </IntlProvider>
    </AppSettingsContext>
  );
}

/** The names of product and vendor. */
export function useBrand(): Brand {
  return useContext(AppSettingsContext).brand;
}

/** The appearance the page was rendered with. */
export function useChosenTheme(): Theme {
  return useContext(AppSettingsContext).theme;
}
