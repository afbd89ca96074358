"use client";

import { useTranslations } from "use-intl";
import { Banner } from "@/components/ui/banner";
import type { PrincipalPermission } from "@/lib/actor/actor";
import type { ConsoleIdentityView } from "@/lib/accounts/contract";

type WhoCanProps = { identity: ConsoleIdentityView; permission: PrincipalPermission };

/** Says, to who may only read here, who may do more; nothing to who may. */
export function WhoCan({ identity: { others }, permission }: WhoCanProps) {
  const t = useTranslations("principals.whoCan");
  const who = others[permission];
  if (who === undefined) return null;
  return (
    <Banner title={t(permission)}>
      <p>{t("ask", { names: who.users.join(", ") })}</p>
      {who.roles.length > 0 && <p>{t("role", { names: who.roles.join(", ") })}</p>}
    </Banner>
  );
}
