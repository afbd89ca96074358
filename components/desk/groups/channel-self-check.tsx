"use client";

import { useTranslations } from "use-intl";
import { SelfCheck } from "@/components/channels/self-check/self-check";
import { CustomerBand } from "@/components/conversation/customer-band";
import { customerColours } from "@/components/desk/customer-colours";
import { DeskPage } from "@/components/desk/desk-page";
import { ButtonLink } from "@/components/ui/button-link";
import type { SelfCheckView } from "@/lib/channels/self-check-contract";

/** The self-check of a customer's channel at the desk, under its organization's colour. */
export function ChannelSelfCheck({ check }: { check: SelfCheckView }) {
  const t = useTranslations("selfCheck");
  const tGroups = useTranslations("deskGroups");
  const { organizationName } = check;
  const colour = customerColours([organizationName]).get(organizationName) ?? "";
  return (
    <DeskPage back={tGroups("back")}>
      <CustomerBand name={organizationName} colour={colour} />
      <main className="mx-auto flex w-full max-w-[72rem] flex-1 flex-col gap-4 p-4 pb-16 md:p-6">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 flex-1 text-xl font-semibold">{t("heading")}</h1>
          <ButtonLink href={`/desk/groups?${new URLSearchParams({ text: organizationName }).toString()}`}>
            {t("back")}
          </ButtonLink>
        </div>
        <SelfCheck door="staff" check={check} />
      </main>
    </DeskPage>
  );
}
