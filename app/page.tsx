import { PreferencesMenu } from "@/components/app-shell/preferences-menu";
import { DemoPeople } from "@/components/landing/demo-people";
import { Doors } from "@/components/landing/doors";
import { signInDemoPrincipalAction } from "@/lib/accounts/actions";
import { listDemoPrincipals } from "@/lib/accounts/queries/list-demo-principals";
import { environment } from "@/lib/config/environment";
import { requestLocale } from "@/lib/i18n/request-locale";
import { translator } from "@/lib/i18n/translator";
import { signInDemoPersonAction } from "@/lib/identity/actions";
import { listDemoPeople } from "@/lib/identity/queries/list-demo-people";

export default async function LandingPage() {
  const locale = await requestLocale();
  const t = translator(locale);
  const { PRODUCT_NAME, VENDOR_NAME, FEISHU_API_BASE } = environment();
  // Both are empty wherever the demo does not run; then nothing of it is in the page.
  const [people, principals] = await Promise.all([listDemoPeople(), listDemoPrincipals()]);
  const isDemo = people.length + principals.length > 0;
  return (
    <div className="min-h-full bg-sunken">
      <main className="mx-auto max-w-4xl px-4 py-10">
        <header className="mb-6 flex items-start gap-4">
          <div className="min-w-0 flex-1">
            <h1 className="text-2xl font-semibold">{t("landing.title", { product: PRODUCT_NAME })}</h1>
            <p className="mt-1 text-lg text-ink-muted">{t("landing.intro", { vendor: VENDOR_NAME })}</p>
          </div>
          <PreferencesMenu />
        </header>
        <Doors locale={locale} feishuClientUrl={isDemo ? FEISHU_API_BASE : null} />
        {isDemo && (
          <section className="mt-8">
            <h2 className="text-lg font-semibold">{t("landing.demo.title")}</h2>
            <p className="mb-4 text-ink-muted">{t("landing.demo.text")}</p>
            <div className="grid items-start gap-3 md:grid-cols-2">
              <DemoPeople
                title={t("landing.demo.desk")}
                action={signInDemoPersonAction}
                people={people.map((person) => ({
                  ...person,
                  note: person.roles.map((role) => t("signIn.demo.role", { role })).join(", "),
                }))}
                returnTo="/desk"
              />
              <DemoPeople
                title={t("landing.demo.console")}
                action={signInDemoPrincipalAction}
                people={principals.map((person) => ({ ...person, note: t(`signIn.demo.${person.kind}`) }))}
                returnTo="/console"
              />
            </div>
          </section>
        )}
      </main>
    </div>
  );
}
