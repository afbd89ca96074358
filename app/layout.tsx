import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AppProviders } from "@/components/app-shell/app-providers";
import { EarlyPress } from "@/components/app-shell/early-press";
import { environment } from "@/lib/config/environment";
import { NONCE_HEADER } from "@/lib/http/security-headers";
import { browserMessages } from "@/lib/i18n/browser-messages";
import { requestLocale } from "@/lib/i18n/request-locale";
import { resolveTheme, THEME_COOKIE } from "@/lib/i18n/theme";

export async function generateMetadata(): Promise<Metadata> {
  // Asked before the environment: a page that waits for a request is not rendered by `next build`, which has no secrets.
  await requestLocale();
  const { PRODUCT_NAME } = environment();
  return {
    title: { default: PRODUCT_NAME, template: `%s · ${PRODUCT_NAME}` },
    robots: { index: false, follow: false },
    // Feishu's mobile client turns digits into telephone links otherwise.
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar, asked] = await Promise.all([requestLocale(), cookies(), headers()]);
  const theme = resolveTheme(jar.get(THEME_COOKIE)?.value);
  const { PRODUCT_NAME, VENDOR_NAME } = environment();
  return (
    <html lang={locale} data-theme={theme}>
      <body>
        <EarlyPress nonce={asked.get(NONCE_HEADER) ?? undefined} />
        {/* Not in the metadata: between two pages that is gone for a moment, and browsers then ask for /favicon.ico. */}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <AppProviders
          locale={locale}
          messages={browserMessages(locale)}
          brand={{ productName: PRODUCT_NAME, vendorName: VENDOR_NAME }}
          theme={theme}
        >
          {children}
        </AppProviders>
      </body>
    </html>
  );
}
