"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "use-intl";
import { PreferencesMenu } from "@/components/app-shell/preferences-menu";
import { DeskMenu } from "@/components/desk/desk-menu";
import { SecuritySettings } from "@/components/security/security-settings";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { signOutStaffAction } from "@/lib/identity/actions";
import type { SecurityView } from "@/lib/identity/contract";

type DeskSecurityProps = { security: SecurityView; goesOnTo: string | null };

/** The desk's page about one's own sign-in. Who must set up a second factor first gets no way to the rest of the desk. */
export function DeskSecurity({ security, goesOnTo }: DeskSecurityProps) {
  const t = useTranslations("security");
  const tCommon = useTranslations("common");
  const mustSetUp = security.isRequired && security.secondFactor === null;
  return (
    <div className="flex min-h-full flex-col bg-sunken">
      <header className="flex min-h-14 items-center gap-2 border-b bg-canvas px-4">
        {!mustSetUp && (
          <ButtonLink href="/desk" variant="ghost" className="-ml-3">
            <ArrowLeft aria-hidden="true" className="size-4" />
            {t("toDesk")}
          </ButtonLink>
        )}
        <span className="flex-1" />
        {mustSetUp ? (
          <>
            <PreferencesMenu />
            <form action={signOutStaffAction}>
              <Button type="submit" variant="ghost">
                {tCommon("signOut")}
              </Button>
            </form>
          </>
        ) : (
          <DeskMenu />
        )}
      </header>
      <main className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        <SecuritySettings door="staff" security={security} goesOnTo={goesOnTo} />
      </main>
    </div>
  );
}
