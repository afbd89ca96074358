"use client";

import { useActionState } from "react";
import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/sign-in/refusal-banner";
import { Button } from "@/components/ui/button";
import { assumeRoleAction, leaveRoleAction } from "@/lib/accounts/actions";
import type { ConsoleIdentityView } from "@/lib/accounts/contract";

/** Lets a RAM user act under a role granted to it, and return; the primary account has no roles to assume. */
export function RoleSwitch({ identity }: { identity: ConsoleIdentityView }) {
  const t = useTranslations("signIn.role");
  const [assumeRefusal, assume, isAssuming] = useActionState(assumeRoleAction, null);
  const [leaveRefusal, leave, isLeaving] = useActionState(leaveRoleAction, null);
  const refusal = assumeRefusal ?? leaveRefusal;
  const { assumedRole, roles, signInName } = identity;
  if (identity.kind === "primary") return null;
  return (
    <section aria-labelledby="role-switch" className="flex flex-col gap-2">
      <h2 id="role-switch" className="text-sm font-semibold">
        {t("title")}
      </h2>
      {refusal && <RefusalBanner refusal={refusal} />}
      {assumedRole && (
        <form action={leave} className="flex items-center justify-between gap-3">
          <p>{t("current", { role: assumedRole.name })}</p>
          <Button type="submit" busy={isLeaving}>
            {t("leave", { name: signInName })}
          </Button>
        </form>
      )}
      {roles.length === 0 && <p className="text-ink-muted">{t("none")}</p>}
      {roles
        .filter(({ id }) => id !== assumedRole?.id)
        .map(({ id, name }) => (
          <form key={id} action={assume}>
            <input type="hidden" name="roleId" value={id} />
            <Button type="submit" disabled={isAssuming}>
              {t("assume", { role: name })}
            </Button>
          </form>
        ))}
    </section>
  );
}
