"use client";

import { useTranslations } from "use-intl";
import { DeskPage } from "@/components/desk/desk-page";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { TextField } from "@/components/ui/text-field";

/** Where an auditor finds what to read: by a ticket's number, or by its customer. */
export function FindReading({ isMissing }: { isMissing: boolean }) {
  const t = useTranslations("opening");
  return (
    <DeskPage back={t("back")}>
      <main className="mx-auto flex w-full max-w-2xl flex-1 flex-col gap-6 p-4 pb-16 md:p-6">
        <h1 className="text-xl font-semibold">{t("reading.menu")}</h1>
        <p className="text-ink-muted">{t("reading.audit")}</p>
        {isMissing && <Banner tone="warning">{t("reading.noSuchTicket")}</Banner>}
        <form action="/desk/reading" className="flex flex-col gap-4 rounded-lg border bg-raised p-4">
          <TextField
            name="ticket"
            label={t("reading.find")}
            description={t("reading.findHelp")}
            required
            autoComplete="off"
          />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" size="large">
              {t("reading.submit")}
            </Button>
            <ButtonLink href="/desk/groups" size="large">
              {t("reading.groups")}
            </ButtonLink>
          </div>
        </form>
      </main>
    </DeskPage>
  );
}
