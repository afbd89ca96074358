"use client";

import { useTranslations } from "use-intl";
import { CheckBox } from "@/components/ui/check-box";
import { principalPermissions } from "@/lib/accounts/contract";
import type { PrincipalPermission } from "@/lib/actor/actor";

type PermissionChoiceProps = {
  chosen: readonly PrincipalPermission[];
  /** What may be given: what the giver may do. */
  offered: readonly PrincipalPermission[];
  onChange: (chosen: PrincipalPermission[]) => void;
};

/** Which permissions somebody has, each with what it lets do. */
export function PermissionChoice({ chosen, offered, onChange }: PermissionChoiceProps) {
  const t = useTranslations("principals");
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">{t("form.permissions")}</legend>
      {principalPermissions.map((permission) => (
        <CheckBox
          key={permission}
          disabled={!offered.includes(permission)}
          label={
            <>
              {t(`permission.${permission}`)}{" "}
              <span className="text-sm text-ink-muted">
                {offered.includes(permission) ? t(`help.${permission}`) : t("notYours")}
              </span>
            </>
          }
          checked={chosen.includes(permission)}
          onChange={(event) =>
            onChange(
              event.target.checked ? [...chosen, permission] : chosen.filter((one) => one !== permission),
            )
          }
        />
      ))}
    </fieldset>
  );
}
