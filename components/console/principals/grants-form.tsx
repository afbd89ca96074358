"use client";

import { useTranslations } from "use-intl";
import { RefusalBanner } from "@/components/app-shell/refusal-banner";
import { usePrivilegedAction } from "@/components/security/use-privileged-action";
import { CheckBox } from "@/components/ui/check-box";
import { grantRoleAction, revokeRoleAction } from "@/lib/accounts/actions";
import type { PrincipalsView, PrincipalView } from "@/lib/accounts/contract";

type Grant = { alias: string; user: string; role: string; isGranted: boolean };

const act = ({ isGranted, ...grant }: Grant) =>
  isGranted ? grantRoleAction(grant) : revokeRoleAction(grant);

type GrantsFormProps = { view: PrincipalsView; principal: PrincipalView };

/** Which roles a RAM user may assume, or who may assume a role: each choice holds at once. */
export function GrantsForm({ view: { alias, principals }, principal }: GrantsFormProps) {
  const t = useTranslations("principals");
  const { run, refusal, isPending, stepUpDialog } = usePrivilegedAction("console", act, () => undefined);
  const isUser = principal.kind === "ram_user";
  const others = principals.filter(({ kind }) => kind === (isUser ? "ram_role" : "ram_user"));
  const names = (other: string) =>
    isUser ? { user: principal.name, role: other } : { user: other, role: principal.name };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">{t("grants.text")}</p>
      {others.length === 0 && <p>{t(isUser ? "grants.none" : "users.none")}</p>}
      <ul className="flex flex-col gap-1">
        {others.map(({ id, name, permissions, mayManage }) => (
          <li key={id}>
            <CheckBox
              disabled={!mayManage || isPending}
              label={
                <>
                  <bdi>{name}</bdi>{" "}
                  {isUser && (
                    <span className="text-sm text-ink-muted">
                      {permissions.map((permission) => t(`permission.${permission}`)).join(" · ")}
                    </span>
                  )}
                </>
              }
              checked={principal.grants.includes(name)}
              onChange={(event) => run({ alias, ...names(name), isGranted: event.target.checked })}
            />
          </li>
        ))}
      </ul>
      <RefusalBanner refusal={refusal} />
      {stepUpDialog}
    </div>
  );
}
